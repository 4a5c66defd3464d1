import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { readActiveAlerts } from '../clients/prometheus-rules.ts'
import { errorSchema } from '../http/schemas.ts'

const activeSchema = Type.Array(
  Type.Object({
    name: Type.String(),
    state: Type.String({ description: 'firing or pending' }),
    labels: Type.Record(Type.String(), Type.String()),
    summary: Type.String(),
    description: Type.String(),
    activeAt: Type.String({ format: 'date-time' }),
    value: Type.Number(),
    runbookUrl: Type.Optional(Type.String()),
    dashboardUrl: Type.Optional(Type.String()),
  }),
)

/** GET /alerts/active: the alerts that fire or are about to, with summary and links. */
export function addActiveAlertsRoute(app: FastifyInstance, prometheusUrl: string): void {
  const schema = {
    tags: ['service'],
    summary: 'The alerts that fire or are pending in Prometheus, with their words and links',
    response: { 200: activeSchema, 503: errorSchema },
  }
  app.get('/alerts/active', { schema }, () => readActiveAlerts(prometheusUrl))
}
