import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import type { Alert } from '../alert.ts'
import { casesOf } from '../alert-case.ts'
import { ordersOutOfOrder, paymentsDuplicated, paymentsLost } from '../alerts/ledger.ts'
import { gone, notYet, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

function ledgerAlertCases(alert: Alert, metric: MetricSpec, summary: string, description: string) {
  const series = ofTarget(metric, 'exporter', 'exporter')
  const fires = [{ labels: cluster, summary, description }]
  return casesOf(alert, ({ quiet, window, scrape }) => [
    {
      title: 'fires at the first one ever',
      series: { [series]: [notYet(quiet), steady(0, quiet), steady(1, 4 * scrape)] },
      fires,
    },
    {
      title: 'stays silent when the count is high, but old',
      series: { [series]: [steady(812, window + quiet)] },
    },
    {
      title: 'stays silent when the exporter returns with the count it had',
      series: { [series]: [steady(812, quiet), gone(quiet), steady(812, quiet)] },
    },
    {
      title: 'resolves once the window has passed',
      series: { [series]: [steady(0, quiet), steady(1, window + 4 * scrape)] },
    },
  ])
}

export const ledgerCases = [
  ledgerAlertCases(
    paymentsDuplicated,
    ledgerMetrics.duplicatePayments,
    'Customers are charged twice',
    'About 1 payments were booked lately for events that had been paid before.',
  ),
  ledgerAlertCases(
    paymentsLost,
    ledgerMetrics.lostPayments,
    'Acknowledged orders are never paid',
    'About 1 acknowledged orders were passed by the committed offset lately without a payment ' +
      'or a dead letter.',
  ),
  ledgerAlertCases(
    ordersOutOfOrder,
    ledgerMetrics.sequenceInversions,
    'Orders of an account are processed out of order',
    'About 1 orders were paid lately after a later order of the same account.',
  ),
]
