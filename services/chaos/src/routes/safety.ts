import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { needsToken } from '../http/openapi.ts'
import { errorSchema, reasonSchema, statusSchema } from '../http/schemas.ts'
import type { RunManager } from '../runs/manager.ts'

/** POST /halt, POST /unlock and GET /status. */
export function addSafetyRoutes(base: FastifyInstance, manager: RunManager): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()
  const write = {
    tags: ['safety'],
    ...needsToken,
    body: reasonSchema,
    response: { 200: statusSchema, 422: errorSchema },
  }

  const halt = { ...write, summary: 'End the run under way at once and forbid new ones' }
  app.post('/halt', { schema: halt }, async ({ body }) => {
    await manager.halt(body.reason)
    return manager.status()
  })

  const unlock = { ...write, summary: 'Allow runs again' }
  app.post('/unlock', { schema: unlock }, async ({ body }) => {
    await manager.unlock(body.reason)
    return manager.status()
  })

  const status = {
    tags: ['safety'],
    summary: 'Whether runs are forbidden, and which one is under way',
    response: { 200: statusSchema },
  }
  app.get('/status', { schema: status }, () => manager.status())
}
