import type { Logger } from '@firedrill/service-kit/logger'
import type { PrometheusClient } from '../clients/prometheus.ts'
import type { FaultContext } from '../faults/fault.ts'
import type { Machine } from '../machine.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Aspect } from '../snapshot/aspect.ts'
import type { Lock } from './lock.ts'
import type { RunMetrics } from './metrics.ts'
import type { RunStore } from './store.ts'

/** What runs are made with. */
export interface RunParts {
  readonly store: RunStore
  readonly lock: Lock
  readonly scenarios: readonly Scenario[]
  readonly aspects: readonly Aspect[]
  readonly context: FaultContext
  readonly prometheus: PrometheusClient
  readonly metrics: RunMetrics
  readonly machine: Machine
  readonly logger: Logger
  /** How long REVERTING may try before what still differs is residue. */
  readonly revertDeadlineSeconds: number
  /** How often an active run looks at Prometheus. */
  readonly pollMs: number
}
