import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import type { Registry } from 'prom-client'
import { OperationalError } from './errors.ts'
import type { Logger } from './logger.ts'
import type { Readiness } from './readiness.ts'
import type { Settings } from './settings.ts'

export interface HttpParts {
  readonly logger: Logger
  readonly registry: Registry
  readonly readiness: Readiness
  /** Absent for a service without settings. */
  readonly settings?: Settings<unknown>
}

/** What createHttpApp returns: fastify with TypeBox types. */
export type HttpApp = ReturnType<typeof createHttpApp>

const maxBodyBytes = 64 * 1024

/**
 * Builds the HTTP side that all services share, without listening: /health/live,
 * /health/ready, /metrics, /settings, and errors as {code, message, fields}.
 */
export function createHttpApp(parts: HttpParts) {
  const app = fastify({
    loggerInstance: parts.logger,
    bodyLimit: maxBodyBytes,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>()
  // Own schemas are checked where they are used, so that every wrong field is named.
  app.setErrorHandler((error, _request, reply) => sendError(error, reply, parts.logger))
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ code: 'NOT_FOUND', message: `${request.method} ${request.url} does not exist` }),
  )
  addHealth(app as unknown as FastifyInstance, parts)
  if (parts.settings !== undefined) {
    addSettings(app as unknown as FastifyInstance, parts.settings)
  }
  return app
}

function addHealth(app: FastifyInstance, { registry, readiness }: HttpParts): void {
  app.get('/health/live', () => ({ status: 'live' }))
  app.get('/health/ready', (_request, reply) => {
    const waitingFor = readiness.pending()
    if (Object.keys(waitingFor).length === 0) return { status: 'ready' }
    return reply.code(503).send({ status: 'waiting', waitingFor })
  })
  app.get('/metrics', async (_request, reply) => {
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

function addSettings(app: FastifyInstance, settings: Settings<unknown>): void {
  app.get('/settings', () => settings.current)
  app.patch('/settings', request => settings.patch(request.body))
}

interface Reply {
  code(status: number): { send(body: unknown): unknown }
}

function sendError(error: unknown, reply: Reply, logger: Logger): unknown {
  if (error instanceof OperationalError) {
    const { code, message, fields, statusCode } = error
    return reply.code(statusCode).send({ code, message, ...(fields.length > 0 && { fields }) })
  }
  const { statusCode = 500, code = 'INTERNAL', message } = error as Partial<HttpError>
  if (statusCode < 500) return reply.code(statusCode).send({ code, message })
  logger.error({ err: error }, 'request failed')
  return reply.code(500).send({ code: 'INTERNAL', message: 'Unexpected error, see the log' })
}

interface HttpError {
  statusCode: number
  code: string
  message: string
}
