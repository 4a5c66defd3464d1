import type { Logger } from '@firedrill/service-kit/logger'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { counter, gauge, histogram } from '@firedrill/service-kit/metrics/registry'
import type { Registry } from 'prom-client'
import type { Collected } from '../collectors/collected.ts'
import { missingAcls } from './missing-acls.ts'

/** Every collector there is: each has its counters at 0 from the start. */
export const collectorNames = [
  'cluster',
  'groups',
  'offsets',
  'record_timestamps',
  'transactions',
  'log_dirs',
  'topic_retention',
  'ledger',
] as const

export type CollectorName = (typeof collectorNames)[number]

/**
 * Runs a collector: takes its time, counts a round in which it failed wholly or in part, and
 * logs when it begins to fail and when it is well again.
 * @returns what it read, or undefined when it read nothing
 */
export type Measure = <T>(
  name: CollectorName,
  work: () => Promise<Collected<T>>,
) => Promise<T | undefined>

/** Makes the meter of all collectors. */
export function createCollectorMeter(
  registry: Registry,
  logger: Logger,
  names: readonly CollectorName[] = collectorNames,
): Measure {
  const duration = histogram(registry, exporterMetrics.collectDuration)
  const failed = counter(registry, exporterMetrics.collectFailures)
  const lastRound = gauge(registry, exporterMetrics.lastRound)
  const failing = new Set<CollectorName>()
  for (const collector of names) failed.inc({ collector }, 0)

  function report(collector: CollectorName, failures: readonly unknown[]): void {
    if (failures.length === 0) {
      if (failing.delete(collector)) logger.info({ collector }, 'collector is well again')
      return
    }
    failed.inc({ collector })
    if (failing.has(collector)) return
    failing.add(collector)
    const [err] = failures
    const acls = missingAcls(collector, failures)
    const lack = acls.length > 0 ? `, its user lacks ${acls.join(' and ')}` : ''
    const text = `collector could not read all${lack}`
    logger.warn({ err, failures: failures.length, collector }, text)
  }

  return async (collector, work) => {
    const stopTimer = duration.startTimer({ collector })
    try {
      const { value, failures } = await work()
      report(collector, failures)
      lastRound.set({ collector }, Date.now() / 1000)
      return value
    } catch (error) {
      report(collector, [error])
      return undefined
    } finally {
      stopTimer()
    }
  }
}
