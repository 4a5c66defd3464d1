import { OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { chaosErrors } from '../errors.ts'
import { attachAlerts, type NotifiedAlert } from '../runs/alerts.ts'
import type { RunStore } from '../runs/store.ts'

const label = Type.String({ maxLength: 300 })

/** What is used of Alertmanager's notification, version 4. */
const notificationSchema = Type.Object({
  version: Type.Literal('4'),
  groupKey: Type.String(),
  status: Type.Union([Type.Literal('firing'), Type.Literal('resolved')]),
  alerts: Type.Array(
    Type.Object({
      status: Type.Union([Type.Literal('firing'), Type.Literal('resolved')]),
      labels: Type.Intersect([
        Type.Object({ alertname: label }),
        Type.Record(Type.String(), label),
      ]),
      startsAt: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT' }),
    }),
    { maxItems: 1000 },
  ),
})

type Notified = Static<typeof notificationSchema>['alerts'][number]

/** POST /alerts/webhook: what Alertmanager reports. */
export function addAlertRoutes(app: FastifyInstance, store: RunStore): void {
  const schema = { tags: ['service'], summary: 'Receives what Alertmanager reports' }
  app.post('/alerts/webhook', { schema }, async request => {
    const result = check(notificationSchema, request.body)
    if (!result.ok) {
      const { fields } = result
      const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
      throw new OperationalError(chaosErrors.invalidAlerts, detail, { fields })
    }
    return { attached: await attachAlerts(store, result.value.alerts.map(read)) }
  })
}

/** Labels that every alert has, or that say nothing about its subject. */
const common = new Set(['alertname', 'cluster', 'class', 'severity', 'job'])

function read({ status, labels, startsAt }: Notified): NotifiedAlert {
  const own = Object.entries(labels).filter(([name]) => !common.has(name))
  const subject = own.map(([name, value]) => `${name} ${value}`).join(', ')
  return {
    status,
    name: labels.alertname,
    ...(labels.severity !== undefined && { severity: labels.severity }),
    startsAt: new Date(startsAt).toISOString(),
    subject: subject === '' ? '' : ` (${subject})`,
  }
}
