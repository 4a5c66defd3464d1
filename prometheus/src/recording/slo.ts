import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { sloMetrics } from '@firedrill/service-kit/metrics/slo-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { once } from '../once.ts'
import type { PerProfile, ProfileName } from '../profiles.ts'
import type { Recording } from '../recording.ts'
import { budgetWindow, burns, objectives, windowsOf } from '../slo.ts'

/** Four scrapes: long windows average over these rates, which costs far less than raw samples. */
const range: PerProfile<string> = { training: '8s', production: '1m' }

/** The rules of all objectives: rates, the error ratio of each window, what is left. */
export function sloRecordings(profile: ProfileName): Recording[] {
  const windows = windowsOf(burns[profile])
  return [
    ...freshnessRates(range[profile]),
    ...produceRates(range[profile]),
    ...windows.map(window => ({
      record: sloMetrics.errorRatio,
      expr:
        `avg_over_time(${sloMetrics.errors.name}[${window}])` +
        ` / (avg_over_time(${sloMetrics.events.name}[${window}]) > 0)`,
      labels: { window },
    })),
    ...Object.values(objectives).map(({ slo, target }) => ({
      record: sloMetrics.budgetRemaining,
      expr: budgetLeft(slo, target, budgetWindow(burns[profile])),
      labels: { slo },
    })),
  ]
}

/** Both counters move when an order falls due. */
function freshnessRates(window: string): Recording[] {
  const rate = (metric: MetricSpec) => once(metric, series => `rate(${series}[${window}])`)
  const due = rate(ledgerMetrics.paymentsDue)
  const labels = { slo: objectives.freshness.slo }
  return [
    { record: sloMetrics.events, expr: due, labels },
    {
      record: sloMetrics.errors,
      expr: `clamp_min(${due} - ${rate(ledgerMetrics.paymentsFresh)}, 0)`,
      labels,
    },
  ]
}

function produceRates(window: string): Recording[] {
  const rate = ({ name }: MetricSpec) => `sum by (cluster) (rate(${name}[${window}]))`
  const errors = rate(producerMetrics.recordErrors)
  const labels = { slo: objectives.produceSuccess.slo }
  return [
    { record: sloMetrics.events, expr: `${rate(producerMetrics.recordsSent)} + ${errors}`, labels },
    { record: sloMetrics.errors, expr: errors, labels },
  ]
}

function budgetLeft(slo: string, target: number, window: string): string {
  const budget = Number((1 - target).toFixed(6))
  const ratio = `${sloMetrics.errorRatio.name}{slo="${slo}",window="${window}"}`
  return `1 - sum by (cluster, slo) (${ratio}) / ${budget}`
}
