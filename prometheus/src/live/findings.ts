import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { metricsScraped } from '../lint/metrics-scraped.ts'
import type { Finding, LintContext, PlacedRule } from '../lint/model.ts'
import type { Running } from './api.ts'

/** Series that there are only while something goes on: a transaction, a quota. */
const onlyAtTimes = [
  exporterMetrics.transactionOpenSeconds.name,
  brokerMetrics.clientThrottleTime.name,
  brokerMetrics.clientByteRate.name,
]

/**
 * What is wrong with the rules of a running Prometheus: a metric that nobody exports, a rule that
 * is not loaded or fails, and, on a stack that is healthy, an alert that fires.
 */
export function liveFindings(
  rules: readonly PlacedRule[],
  context: LintContext,
  { groups, metricNames }: Running,
): Finding[] {
  const loaded = groups.flatMap(group => group.rules)
  // A name may come more than once: so many rules of it have to be there.
  const missing = rules.filter((placed, index) => {
    const isOfName = (name: string | undefined) => name === nameOf(placed)
    const before = rules.slice(0, index).filter(each => isOfName(nameOf(each))).length
    return loaded.filter(({ name }) => isOfName(name)).length <= before
  })
  return [
    ...metricsScraped(rules, { ...context, scraped: familiesOf([...metricNames, ...onlyAtTimes]) }),
    ...missing.map(({ where }) => ({ check: 'rule-loaded', where, problem: 'is not loaded' })),
    ...loaded
      .filter(({ health }) => health === 'err')
      .map(({ name, lastError }) => ({
        check: 'rule-healthy',
        where: name,
        problem: lastError ?? 'fails',
      })),
    ...loaded
      .filter(({ name, state }) => state === 'firing' && name !== 'Watchdog')
      .map(({ name }) => ({ check: 'alert-silent', where: name, problem: 'fires' })),
  ]
}

function nameOf({ rule }: PlacedRule): string | undefined {
  return rule.alert ?? rule.record
}

/** Prometheus stores a histogram as series; the check looks for either name. */
function familiesOf(names: readonly string[]): Set<string> {
  return new Set(names.flatMap(name => [name, name.replace(/_bucket$/, '')]))
}
