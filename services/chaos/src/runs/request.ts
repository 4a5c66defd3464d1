import { OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { chaosErrors } from '../errors.ts'
import { maxTtlSeconds } from '../scenarios/completeness.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/** The body of POST /runs. */
export const runRequestSchema = Type.Object(
  {
    scenario: Type.String({ minLength: 1, maxLength: 100 }),
    params: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'see GET /scenarios' }),
    ),
    ttlSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: maxTtlSeconds })),
    dryRun: Type.Optional(Type.Boolean({ description: 'only say what would be done' })),
    force: Type.Optional(Type.Boolean({ description: 'start on a stack that is not healthy' })),
  },
  { additionalProperties: false },
)

export type RunRequest = Static<typeof runRequestSchema>

/** A request that has been found good, with every default filled in. */
export interface AcceptedRequest {
  readonly scenario: Scenario
  readonly params: Record<string, unknown>
  readonly ttlSeconds: number
  readonly force: boolean
}

/**
 * Finds the scenario and checks its parameters.
 * @throws OperationalError UNKNOWN_SCENARIO, or INVALID_PARAMS that names every wrong field
 */
export function acceptRequest(
  scenarios: readonly Scenario[],
  request: RunRequest,
): AcceptedRequest {
  const scenario = scenarios.find(({ id }) => id === request.scenario)
  if (scenario === undefined) {
    const known = scenarios.map(({ id }) => id).join(', ')
    const detail = `${JSON.stringify(request.scenario)}; known: ${known}`
    throw new OperationalError(chaosErrors.unknownScenario, detail)
  }
  const given = structuredClone(request.params ?? {})
  const params = check(scenario.params, Value.Default(scenario.params, given))
  if (!params.ok) {
    const fields = params.fields.map(({ field, message }) => ({
      field: `params.${field}`,
      message,
    }))
    const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
    throw new OperationalError(chaosErrors.invalidParams, detail, { fields })
  }
  return {
    scenario,
    params: params.value,
    ttlSeconds: request.ttlSeconds ?? scenario.ttlSeconds,
    force: request.force ?? false,
  }
}
