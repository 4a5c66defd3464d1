import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { chaosErrors } from '../errors.ts'
import { needsToken } from '../http/openapi.ts'
import { errorSchema, idempotencyHeader, runPath, runSchema } from '../http/schemas.ts'
import type { RunManager } from '../runs/manager.ts'
import type { RunParts } from '../runs/parts.ts'
import { planRun } from '../runs/plan.ts'
import { acceptRequest, runRequestSchema } from '../runs/request.ts'

const startSchema = {
  tags: ['runs'],
  summary: 'Start a run; a dry run answers with its plan',
  ...needsToken,
  headers: idempotencyHeader,
  body: runRequestSchema,
  response: {
    200: Type.Unknown({ description: 'The plan of a dry run, or the run that the key started' }),
    201: runSchema,
    404: errorSchema,
    409: errorSchema,
    422: errorSchema,
    423: errorSchema,
  },
}

/** Starts, lists, shows and stops runs. */
export function addRunRoutes(base: FastifyInstance, parts: RunParts, manager: RunManager): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()

  app.post('/runs', { schema: startSchema }, async (request, reply) => {
    const accepted = acceptRequest(parts.scenarios, request.body)
    if (request.body.dryRun === true) return planRun(parts, accepted)
    const key = request.headers['idempotency-key']
    const { run, replayed } = await manager.start(accepted, key)
    return reply.code(replayed ? 200 : 201).send(run)
  })

  const list = {
    tags: ['runs'],
    summary: 'Every run, newest first',
    response: { 200: Type.Array(runSchema) },
  }
  app.get('/runs', { schema: list }, () => parts.store.list().map(({ run }) => run))

  const show = {
    tags: ['runs'],
    summary: 'One run, with its timeline',
    params: runPath,
    response: { 200: runSchema, 404: errorSchema },
  }
  app.get('/runs/:id', { schema: show }, ({ params }) => {
    const record = parts.store.get(params.id)
    if (record !== undefined) return record.run
    throw new OperationalError(chaosErrors.unknownRun, JSON.stringify(params.id))
  })

  const stop = {
    tags: ['runs'],
    summary: 'End a run: everything is put back',
    ...needsToken,
    params: runPath,
    response: { 202: runSchema, 404: errorSchema },
  }
  app.delete('/runs/:id', { schema: stop }, async ({ params }, reply) =>
    reply.code(202).send(manager.stop(params.id)),
  )
}
