import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { needsToken } from '../http/openapi.ts'
import { errorSchema, fixPath, othersFailed, runPath, runSchema } from '../http/schemas.ts'
import type { RunManager } from '../runs/manager.ts'

const fixSchema = Type.Object(
  { fix: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)
const response = {
  200: runSchema,
  404: errorSchema,
  409: errorSchema,
  422: errorSchema,
  ...othersFailed,
}

/** Applies and undoes the fixes of a scenario, right and wrong ones. */
export function addFixRoutes(base: FastifyInstance, manager: RunManager): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()

  const apply = {
    tags: ['runs'],
    summary: 'Apply a fix of the scenario; answers when it is in place',
    ...needsToken,
    params: runPath,
    body: fixSchema,
    response,
  }
  app.post('/runs/:id/fixes', { schema: apply }, ({ params, body }) =>
    manager.applyFix(params.id, body.fix),
  )

  const undo = {
    tags: ['runs'],
    summary: 'Undo a fix, e.g. a wrong one before the next attempt',
    ...needsToken,
    params: fixPath,
    response,
  }
  app.delete('/runs/:id/fixes/:fix', { schema: undo }, ({ params }) =>
    manager.undoFix(params.id, params.fix),
  )
}
