import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { firingAlerts } from '../firing-alerts.ts'
import { fault } from './fault.ts'

const { select } = queriesBy()
const firing = select(prometheusMetrics.alerts, 'alertstate="firing"', 'severity!="none"')
const half = { width: 12, height: 8, unit: 'short', softMax: 2 } as const

/** When the fault was on, and under it when each alert fired. */
export const bandPanels = [
  timeSeries({
    ...half,
    id: 10,
    title: 'Fault active',
    description:
      'Each fault from its injection until everything of it is reverted; the first line counts ' +
      'them. Good: one band for each run, and 0 between.',
    targets: [
      target(`sum(${fault})`, 'faults'),
      target(`max by (scenario) (${fault}) > 0`, '{{scenario}}'),
    ],
  }),
  timeSeries({
    ...half,
    id: 11,
    title: 'Alerts firing, by name',
    description:
      'How many series of each alert fire; the first line counts all. Good: they begin within ' +
      'the time that the scenario promises, and end with the fix. One that begins without a ' +
      'fault is either real or noise.',
    targets: [
      target(firingAlerts('.*'), 'all'),
      target(`count by (alertname) (${firing})`, '{{alertname}}'),
    ],
  }),
]
