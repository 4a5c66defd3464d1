import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { noneIsGood } from '../panels/common.ts'
import { stat } from '../panels/stat.ts'
import { select, target } from '../queries.ts'

const size = { width: 4, height: 4 } as const
const within = (metric: MetricSpec) => `max(increase(${select(metric)}[$__range]))`

/** The second line: what customers notice. */
export const ledgerPanels = [
  stat({
    ...size,
    id: 7,
    title: 'Payments duplicated',
    description:
      'Second and further payments for one order within the time shown, from the ledger. Good: 0.',
    unit: 'short',
    thresholds: noneIsGood,
    targets: [target(within(ledgerMetrics.duplicatePayments), 'duplicated')],
  }),
  stat({
    ...size,
    id: 8,
    title: 'Payments lost',
    description:
      'Acknowledged orders that the group has passed without paying them, within the time ' +
      'shown. Good: 0.',
    unit: 'short',
    thresholds: noneIsGood,
    targets: [target(within(ledgerMetrics.lostPayments), 'lost')],
  }),
  stat({
    ...size,
    id: 9,
    title: 'Orders out of order',
    description:
      'Orders paid after a later one of the same account, within the time shown. Good: 0; a ' +
      'redelivery does not count.',
    unit: 'short',
    thresholds: noneIsGood,
    targets: [target(within(ledgerMetrics.sequenceInversions), 'inverted')],
  }),
  stat({
    ...size,
    id: 10,
    title: 'Records waiting',
    description:
      'Lag of all groups together. Good: steady and small, about what arrives in one or two ' +
      'seconds.',
    unit: 'short',
    targets: [target(`sum(${select(exporterMetrics.groupLag)})`, 'waiting')],
  }),
  stat({
    ...size,
    id: 11,
    title: 'Oldest waiting record',
    description:
      'Age of the oldest record that any group has yet to process. Good: a few seconds. 60 s ' +
      'is a ticket and 300 s a page in production.',
    unit: 's',
    thresholds: [
      [null, 'green'],
      [60, 'orange'],
      [300, 'red'],
    ],
    targets: [target(`max(${select(exporterMetrics.groupLagSeconds)})`, 'age')],
  }),
  stat({
    ...size,
    id: 12,
    title: 'Groups without members',
    description:
      'Consumer groups that have committed before and that nobody belongs to now. Good: 0; ' +
      'records wait until somebody returns.',
    unit: 'short',
    thresholds: noneIsGood,
    targets: [
      target(
        `count(${select(exporterMetrics.groupMembers)}) - ` +
          `sum(${select(exporterMetrics.groupMembers)} > bool 0)`,
        'empty',
      ),
    ],
  }),
]
