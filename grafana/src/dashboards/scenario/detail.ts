import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'
import { whileOn } from './fault.ts'

const { select } = queriesBy()
const half = { width: 12, height: 8 } as const
const alerts = select(prometheusMetrics.alerts, 'alertstate="firing"', 'severity!="none"')
const firing = `max by (cluster, alertname, class, severity) (${alerts})`
const firingUnderFault = `${firing} and on (cluster) ${whileOn}`
const byAlert = (expr: string) => `max by (alertname, class, severity) (${expr})`
const firstSeen = (expr: string) => `min_over_time(timestamp(${expr})[$__range:5s])`

/** How the alerting did, and how the runs ended. */
export const detailPanels = [
  table({
    ...half,
    id: 30,
    title: 'Alerts under the fault',
    description:
      'Alerts that fired while the fault was on: how long after the first injection within the ' +
      'time shown, and for how long, to five seconds. Good: those that the scenario promises, ' +
      'in their time, causes among them.',
    unit: 's',
    noValue: 'No alert fired under a fault in the time shown',
    rows: { alertname: 'Alert', class: 'Class', severity: 'Severity' },
    sortBy: 'First after',
    ascending: true,
    columns: [
      {
        title: 'First after',
        expr: `${byAlert(firstSeen(firingUnderFault))} - scalar(min(${firstSeen(whileOn)}))`,
      },
      {
        title: 'Fired for',
        expr: `5 * ${byAlert(`sum_over_time((${firingUnderFault})[$__range:5s])`)}`,
      },
    ],
  }),
  table({
    ...half,
    id: 31,
    title: 'Runs',
    description:
      'Runs that have ended since the chaos service started, by outcome. Good: fixed or ' +
      'recovered; a revert that failed leaves something behind and must be looked at.',
    unit: 'short',
    noValue: 'No run has ended yet',
    rows: { scenario: 'Scenario', outcome: 'Outcome' },
    sortBy: 'Runs',
    columns: [
      {
        title: 'Runs',
        expr:
          'sum by (scenario, outcome) ' +
          `(${select(chaosMetrics.runs, 'scenario=~"$scenario"')}) > 0`,
      },
    ],
  }),
]
