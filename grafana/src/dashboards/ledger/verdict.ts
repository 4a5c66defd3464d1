import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'

const { rateOfMinute, increaseShown } = queriesBy()
const size = { width: 6, height: 4, unit: 'short', decimals: 0 } as const

/** The ledger is what was done, whatever Kafka and its clients believe. */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Payments duplicated',
    description:
      'Second and further payments for one order within the time shown, from the ledger. Good: 0.',
    runbooks: ['PaymentsDuplicated'],
    thresholds: noneIsGood,
    targets: [target(`max(${increaseShown(ledgerMetrics.duplicatePayments)})`, 'duplicated')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Payments lost',
    description:
      'Acknowledged orders that the group has passed without paying them or writing them to the ' +
      'dead letter topic, within the time shown. Good: 0.',
    runbooks: ['PaymentsLost'],
    thresholds: noneIsGood,
    targets: [target(`max(${increaseShown(ledgerMetrics.lostPayments)})`, 'lost')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Orders out of order',
    description:
      'Orders paid after a later one of the same account, within the time shown. Good: 0; a ' +
      'redelivery does not count.',
    runbooks: ['OrdersOutOfOrder'],
    thresholds: noneIsGood,
    targets: [target(`max(${increaseShown(ledgerMetrics.sequenceInversions)})`, 'inverted')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Payments',
    description:
      'Payments booked a second, duplicates included. Good: as many as orders arrive. 0 with ' +
      'orders coming in: nobody pays, or the ledger cannot be written.',
    unit: 'ops',
    decimals: 1,
    targets: [target(`max(${rateOfMinute(ledgerMetrics.payments)})`, 'paid')],
  }),
]
