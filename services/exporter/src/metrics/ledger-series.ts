import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import type { Registry } from 'prom-client'
import type { LedgerTotals } from '../ledger/ledger-state.ts'
import { SnapshotMetric } from './snapshot-metric.ts'

/** Registers the ledger's counters; the function it returns shows totals, or takes them away. */
export function createLedgerSeries(registry: Registry): (totals: LedgerTotals | undefined) => void {
  const families = [
    ['payments', new SnapshotMetric(registry, ledgerMetrics.payments)],
    ['duplicates', new SnapshotMetric(registry, ledgerMetrics.duplicatePayments)],
    ['lost', new SnapshotMetric(registry, ledgerMetrics.lostPayments)],
    ['due', new SnapshotMetric(registry, ledgerMetrics.paymentsDue)],
    ['fresh', new SnapshotMetric(registry, ledgerMetrics.paymentsFresh)],
    ['inversions', new SnapshotMetric(registry, ledgerMetrics.sequenceInversions)],
  ] as const
  return totals => {
    for (const [key, metric] of families) {
      metric.replace(totals === undefined ? [] : [{ labels: {}, value: totals[key] }])
    }
  }
}
