import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { needsToken } from '../http/openapi.ts'
import { errorSchema, idempotencyHeader, othersFailed, runSchema } from '../http/schemas.ts'
import { acceptAction, offeredFaults } from '../runs/actions.ts'
import type { RunManager } from '../runs/manager.ts'

const actionSchema = Type.Object(
  {
    action: Type.String({ minLength: 1, maxLength: 100, description: 'see GET /actions' }),
    params: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
)

const offerSchema = Type.Object({
  id: Type.String(),
  what: Type.String(),
  params: Type.Unknown({ description: 'JSON Schema' }),
})

/** GET and POST /actions: what a person may do by hand, recorded in the run under way. */
export function addActionRoutes(base: FastifyInstance, manager: RunManager): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()
  const offers = offeredFaults.map(({ id, offered = '', params }) => ({
    id,
    what: offered,
    params,
  }))

  const list = {
    tags: ['runs'],
    summary: 'What may be done by hand during a run, with the JSON Schema of its parameters',
    response: { 200: Type.Array(offerSchema) },
  }
  app.get('/actions', { schema: list }, () => offers)

  const take = {
    tags: ['runs'],
    summary: 'Do something by hand: it is recorded in the active run, whose end puts it back',
    ...needsToken,
    headers: idempotencyHeader,
    body: actionSchema,
    response: {
      200: runSchema,
      404: errorSchema,
      409: errorSchema,
      422: errorSchema,
      ...othersFailed,
    },
  }
  app.post('/actions', { schema: take }, ({ body, headers }) =>
    manager.takeAction(acceptAction(body), headers['idempotency-key']),
  )
}
