import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { chaosErrors } from '../errors.ts'
import { errorSchema, runPath } from '../http/schemas.ts'
import { showHints } from '../runs/hints.ts'
import type { RunParts } from '../runs/parts.ts'

const stepQuery = Type.Object({
  step: Type.Optional(
    Type.String({
      pattern: '^[1-3]$',
      default: '1',
      description: 'how far to reveal: 1 where to look, 2 what to ask, 3 the cause',
    }),
  ),
})

const hintsSchema = Type.Object({
  of: Type.Integer({ description: 'how many steps there are' }),
  hints: Type.Array(
    Type.Object({
      step: Type.Integer(),
      text: Type.String(),
      now: Type.Optional(Type.Array(Type.String(), { description: 'what is measured' })),
      inThisRun: Type.Optional(
        Type.Array(Type.String(), { description: 'with the cause: the parameters of the run' }),
      ),
    }),
  ),
})

const schema = {
  tags: ['runs'],
  summary: 'The hints of a run up to a step: where to look, with its values now; what to ask; why',
  params: runPath,
  querystring: stepQuery,
  response: { 200: hintsSchema, 404: errorSchema, 422: errorSchema },
}

/** GET /runs/:id/hints?step=n; without a step, the first hint. */
export function addHintsRoute(
  base: FastifyInstance,
  { store, scenarios, prometheus }: RunParts,
): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()
  app.get('/runs/:id/hints', { schema }, async ({ params, query }) => {
    const record = store.get(params.id)
    const scenario = scenarios.find(({ id }) => id === record?.run.scenario)
    if (record === undefined || scenario === undefined) {
      throw new OperationalError(chaosErrors.unknownRun, JSON.stringify(params.id))
    }
    const shown = { params: record.run.params, upTo: Number(query.step ?? 1) }
    const hints = await showHints(prometheus, scenario, shown)
    return { of: scenario.hints.length, hints }
  })
}
