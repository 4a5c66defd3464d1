import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select } = queriesBy()
const half = { width: 12, height: 7, unit: 'short', softMax: 1 } as const
const words = { '0': 'silent', '1': 'fires' } as const

/** `rate > 0` with `for: 5m`, as a series: true only if it held at each moment of five minutes. */
const naive = (metric: MetricSpec) =>
  `max(min_over_time((rate(${select(metric)}[1m]) > bool 0)[5m:15s]))`

/** Our rule in production: once is enough, and ten minutes later it resolves. */
const ours = (metric: MetricSpec) => `max(increase(${select(metric)}[10m]) > bool 0)`

const lines = (rule: (metric: MetricSpec) => string) => [
  target(rule(ledgerMetrics.duplicatePayments), 'duplicated'),
  target(rule(ledgerMetrics.lostPayments), 'lost'),
  target(rule(ledgerMetrics.sequenceInversions), 'out of order'),
]

/** A rule that can hardly fire, and ours, on the same counters. */
export const lessonPanels = [
  timeSeries({
    ...half,
    id: 20,
    title: 'Lesson: a naive rule, rate > 0 for 5 minutes',
    description:
      'When the rule `rate(…[1m]) > 0` with `for: 5m` would fire. Good: 0 in health. But one ' +
      'payment made twice lifts the rate for a minute only: `for` swallows it, and the customer ' +
      'tells you.',
    words,
    targets: lines(naive),
  }),
  timeSeries({
    ...half,
    id: 21,
    title: 'Lesson: our rule, increase > 0 at once',
    description:
      'When `increase(…[10m]) > 0` without `for` fires: our rule in production. Good: 0. A ' +
      'single event is seen at once, and ten minutes without another resolve it, which a rule ' +
      'on the counter itself never would.',
    runbooks: ['PaymentsDuplicated', 'PaymentsLost', 'OrdersOutOfOrder'],
    words,
    targets: lines(ours),
  }),
]
