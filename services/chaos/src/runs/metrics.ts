import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { counter, gauge } from '@firedrill/service-kit/metrics/registry'
import type { Registry } from 'prom-client'
import type { EndReason } from './run.ts'

type Outcome = EndReason | 'revert_failed'

const outcomes: readonly Outcome[] = [
  'fixed',
  'expired',
  'stopped',
  'halted',
  'guarded',
  'interrupted',
  'failed',
  'revert_failed',
]

export interface RunMetrics {
  injected(scenario: string): void
  ended(scenario: string, outcome: Outcome): void
  locked(locked: boolean): void
}

/** Every outcome of every scenario exists from the start, so that `increase()` sees the first. */
export function createRunMetrics(registry: Registry, scenarioIds: readonly string[]): RunMetrics {
  const active = gauge(registry, chaosMetrics.faultActive)
  const runs = counter(registry, chaosMetrics.runs)
  const lock = gauge(registry, chaosMetrics.locked)
  for (const scenario of scenarioIds) {
    active.set({ scenario }, 0)
    for (const outcome of outcomes) runs.inc({ scenario, outcome }, 0)
  }
  return {
    injected: scenario => active.set({ scenario }, 1),
    ended: (scenario, outcome) => {
      active.set({ scenario }, 0)
      runs.inc({ scenario, outcome })
    },
    locked: locked => lock.set(locked ? 1 : 0),
  }
}
