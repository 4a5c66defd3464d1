import { claimsOf, describeUse } from './acts.ts'
import type { RunParts } from './parts.ts'
import { findTrouble } from './quiet.ts'
import type { AcceptedRequest } from './request.ts'

/** What a run would do: the answer to a dry run. */
export interface Plan {
  readonly dryRun: true
  readonly scenario: string
  readonly params: Record<string, unknown>
  readonly ttlSeconds: number
  readonly faults: readonly string[]
  /** What the faults touch. */
  readonly claims: readonly string[]
  readonly fires: readonly string[]
  /** What would refuse the run now. */
  readonly trouble: readonly string[]
}

export async function planRun(parts: RunParts, request: AcceptedRequest): Promise<Plan> {
  const { scenario, params, ttlSeconds } = request
  const uses = scenario.faults(params)
  return {
    dryRun: true,
    scenario: scenario.id,
    params,
    ttlSeconds,
    faults: uses.map(describeUse),
    claims: claimsOf(uses),
    fires: scenario.expect.fires.map(({ alert }) => alert),
    trouble: await findTrouble(parts.context, parts.prometheus),
  }
}
