import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { type Alert, alert } from '../alert.ts'
import { once } from '../once.ts'

/** `increase` and not the count, so that the alert resolves. */
function grows(
  metric: MetricSpec,
  text: { readonly name: string; readonly summary: string; readonly description: string },
): Alert {
  return alert({
    ...text,
    class: 'symptom',
    severity: 'critical',
    params: { training: { window: '1m' }, production: { window: '10m' } },
    expr: ({ window }) => `${once(metric, series => `increase(${series}[${window}])`)} > 0`,
    for: { training: '0s', production: '0s' },
    dashboard: 'firedrill-ledger',
  })
}

export const paymentsDuplicated = grows(ledgerMetrics.duplicatePayments, {
  name: 'PaymentsDuplicated',
  summary: 'Customers are charged twice',
  description:
    'About {{ $value | printf "%.0f" }} payments were booked lately for events that had been ' +
    'paid before.',
})

export const paymentsLost = grows(ledgerMetrics.lostPayments, {
  name: 'PaymentsLost',
  summary: 'Acknowledged orders are never paid',
  description:
    'About {{ $value | printf "%.0f" }} acknowledged orders were passed by the committed ' +
    'offset lately without a payment or a dead letter.',
})

export const ordersOutOfOrder = grows(ledgerMetrics.sequenceInversions, {
  name: 'OrdersOutOfOrder',
  summary: 'Orders of an account are processed out of order',
  description:
    'About {{ $value | printf "%.0f" }} orders were paid lately after a later order of the ' +
    'same account.',
})
