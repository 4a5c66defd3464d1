import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Serves the OpenAPI description, and a page to try it, at /documentation. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Firedrill chaos service',
        description: 'Breaks the stack on purpose, and puts everything back.',
        version: '0.1.0',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'printed by ./firedrill up' },
        },
      },
      tags: [{ name: 'scenarios' }, { name: 'runs' }, { name: 'safety' }, { name: 'service' }],
    },
  })
  await app.register(swaggerUi, { routePrefix: '/documentation', staticCSP: true })
}

/** What every write declares. */
export const needsToken = { security: [{ token: [] }] }
