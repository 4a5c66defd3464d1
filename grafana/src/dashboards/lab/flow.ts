import { labMetrics } from '@firedrill/service-kit/metrics/lab-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { noValue } from './absent.ts'

const { select, rate, quantile } = queriesBy()
const third = { width: 8, height: 8, noValue } as const
const bySystem = (expr: string) => target(`sum by (system) (${expr})`, '{{system}}')

/** The same orders through both, one system after the other. */
export const flowPanels = [
  timeSeries({
    ...third,
    id: 10,
    title: 'Acknowledged to the sender',
    description:
      'Orders a second that each system has acknowledged, smoothed by the scrape. Good: peaks in ' +
      'the throughput and fan-out experiments, a plateau at the fixed rate in the others.',
    unit: 'ops',
    targets: [bySystem(rate(labMetrics.acknowledged))],
  }),
  timeSeries({
    ...third,
    id: 11,
    title: 'Handled by readers',
    description:
      'Orders a second that readers have written to the ledger. Good: the line follows the one ' +
      'beside it, later where nobody was reading, and three times as high with three readers.',
    unit: 'ops',
    targets: [bySystem(rate(labMetrics.handled))],
  }),
  timeSeries({
    ...third,
    id: 12,
    title: 'Waiting for readers',
    description:
      'Orders acknowledged and not handled yet. Good: it falls to 0 within seconds after the ' +
      'consumers are back; both systems keep what nobody reads.',
    unit: 'short',
    targets: [bySystem(select(labMetrics.waiting))],
  }),
  timeSeries({
    ...third,
    id: 13,
    title: 'Acknowledged: 99 % within',
    description:
      'Time within which 99 of 100 orders sent at the fixed rate are acknowledged. Good: a few ' +
      'milliseconds on an idle machine. No line while no experiment sends at that rate.',
    unit: 's',
    targets: [target(quantile(labMetrics.acknowledgeDuration, 0.99, 'system'), '{{system}}')],
  }),
  timeSeries({
    ...third,
    id: 14,
    title: 'In the ledger: 99 % within',
    description:
      'Time from the call of the client until a reader has written the order to the ledger. ' +
      'Good: little more than the acknowledgement takes. Only the latency experiment measures it.',
    unit: 's',
    targets: [target(quantile(labMetrics.deliveryDuration, 0.99, 'system'), '{{system}}')],
  }),
]
