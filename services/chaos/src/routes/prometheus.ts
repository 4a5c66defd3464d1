import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { errorSchema } from '../http/schemas.ts'
import { forward } from '../prometheus-access/forward.ts'
import { type Endpoint, limitRequest } from '../prometheus-access/limits.ts'

const base = '/prometheus/api/v1'
const form = 'application/x-www-form-urlencoded'

const routes: readonly (readonly [endpoint: Endpoint, path: string])[] = [
  ['query', '/query'],
  ['query_range', '/query_range'],
  ['labels', '/labels'],
  ['series', '/series'],
]

const labelPath = Type.Object({ name: Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]{0,199}$' }) })

/**
 * What the dashboards read, below /prometheus: those parts of Prometheus's HTTP API that only
 * read series, within limits. A browser may only ask its own host.
 * @param url base URL of Prometheus
 */
export function addPrometheusRoutes(app: FastifyInstance, url: string): void {
  void app.register(async scope => {
    scope.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) => {
      done(null, body)
    })
    const schema = {
      tags: ['dashboards'],
      summary: 'As in the HTTP API of Prometheus, within limits',
      response: { 422: errorSchema, 503: errorSchema },
    }
    for (const [endpoint, path] of routes) {
      scope.route({
        method: ['GET', 'POST'],
        url: base + path,
        schema,
        handler: (request, reply) => answer(`${url}/api/v1${path}`, endpoint, request, reply),
      })
    }
    scope.get<{ Params: { name: string } }>(
      `${base}/label/:name/values`,
      { schema: { ...schema, params: labelPath } },
      (request, reply) => {
        const address = `${url}/api/v1/label/${request.params.name}/values`
        return answer(address, 'label-values', request, reply)
      },
    )
  })
}

async function answer(
  address: string,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const parameters = limitRequest(endpoint, parametersOf(request))
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const { status, body } = await forward(address, parameters, gone.signal)
  return reply.code(status).type('application/json').header('cache-control', 'no-store').send(body)
}

/** Of the address and of a form together. */
function parametersOf({ url, body }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?')
  const parameters = new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
  if (typeof body !== 'string') return parameters
  for (const [name, value] of new URLSearchParams(body)) parameters.append(name, value)
  return parameters
}
