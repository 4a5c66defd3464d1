import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { PrometheusClient } from '../clients/prometheus.ts'
import { errorSchema } from '../http/schemas.ts'

const firingSchema = Type.Object({
  firing: Type.Array(Type.String(), { description: 'names, without the watchdog' }),
})

/** GET /alerts: what fires in Prometheus now, for the web page, which may only ask its own host. */
export function addFiringAlertsRoute(app: FastifyInstance, prometheus: PrometheusClient): void {
  const schema = {
    tags: ['service'],
    summary: 'The alerts that fire in Prometheus now',
    response: { 200: firingSchema, 503: errorSchema },
  }
  app.get('/alerts', { schema }, async () => ({ firing: await prometheus.firingAlerts() }))
}
