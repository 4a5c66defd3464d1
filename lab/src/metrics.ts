import { labMetrics } from '@firedrill/service-kit/metrics/lab-metrics'
import { counter, createRegistry, gauge, histogram } from '@firedrill/service-kit/metrics/registry'
import type { Registry } from 'prom-client'
import { type SystemName, systemNames } from './systems/system.ts'

/** What the lab tells Prometheus while it runs. */
export interface LabMetrics {
  readonly registry: Registry
  started(experiment: string): void
  /** @param differences between both ledgers */
  ended(experiment: string, differences: number): void
  acknowledged(system: SystemName, orders: number, readers: number): void
  handled(system: SystemName, orders: number): void
  acknowledgedAfter(system: SystemName, ms: number): void
  deliveredAfter(system: SystemName, ms: number): void
  /** Things that are counted after an experiment. */
  count(what: CountedLater, system: SystemName, orders: number): void
}

export type CountedLater = 'replayed' | 'inversions' | 'deadLettered' | 'lost'

/** Registers the lab's metrics; its counters begin at 0 for both systems. */
export function createLabMetrics(experiments: readonly string[]): LabMetrics {
  const registry = createRegistry()
  const running = gauge(registry, labMetrics.running)
  const differences = gauge(registry, labMetrics.differences)
  const waiting = gauge(registry, labMetrics.waiting)
  const acknowledged = counter(registry, labMetrics.acknowledged)
  const handled = counter(registry, labMetrics.handled)
  const acknowledgeDuration = histogram(registry, labMetrics.acknowledgeDuration)
  const deliveryDuration = histogram(registry, labMetrics.deliveryDuration)
  const later = {
    replayed: counter(registry, labMetrics.replayed),
    inversions: counter(registry, labMetrics.inversions),
    deadLettered: counter(registry, labMetrics.deadLettered),
    lost: counter(registry, labMetrics.lost),
  }
  for (const experiment of experiments) running.set({ experiment }, 0)
  for (const system of systemNames) {
    waiting.set({ system }, 0)
    for (const each of [acknowledged, handled, ...Object.values(later)]) each.inc({ system }, 0)
    for (const each of [acknowledgeDuration, deliveryDuration]) each.zero({ system })
  }
  const outstanding = { kafka: 0, rabbitmq: 0 }
  // A reader may be quicker than the news of the acknowledgement, and replays were never sent.
  function wait(system: SystemName, change: number): void {
    outstanding[system] += change
    waiting.set({ system }, Math.max(0, outstanding[system]))
  }
  return {
    registry,
    started: experiment => running.set({ experiment }, 1),
    ended(experiment, found) {
      running.set({ experiment }, 0)
      differences.set({ experiment }, found)
      for (const system of systemNames) wait(system, -outstanding[system])
    },
    acknowledged(system, orders, readers) {
      acknowledged.inc({ system }, orders)
      wait(system, orders * readers)
    },
    handled(system, orders) {
      handled.inc({ system }, orders)
      wait(system, -orders)
    },
    acknowledgedAfter: (system, ms) => acknowledgeDuration.observe({ system }, ms / 1000),
    deliveredAfter: (system, ms) => deliveryDuration.observe({ system }, ms / 1000),
    count: (what, system, orders) => later[what].inc({ system }, orders),
  }
}
