import type { Ledger } from '../ledger/ledger.ts'
import type { LabMetrics } from '../metrics.ts'
import type { Sizes } from '../sizes.ts'
import type { System, SystemName } from '../systems/system.ts'

/** What an experiment may use. */
export interface LabContext {
  /** Kafka and RabbitMQ; an experiment treats them alike. */
  readonly systems: readonly System[]
  readonly ledger: Ledger
  readonly metrics: LabMetrics
  readonly sizes: Sizes
  readonly seed: number
  /** Says how far it is. */
  progress(text: string): void
}

/** One line of the comparison. */
export interface Finding {
  readonly measure: string
  readonly unit: Unit
  /** A side that has no such thing has no number. */
  readonly values: Readonly<Partial<Record<SystemName, number>>>
}

export type Unit = 'orders/s' | 'orders' | 'ms' | 'tries' | 'share'

/** What was found, and what must hold for both systems to have done the same. */
export interface Outcome {
  readonly findings: readonly Finding[]
  /** Names in the ledger under which both systems must have done the same. */
  readonly compared: readonly string[]
  /** What the experiment expects of the systems, each in a sentence, with whether it was so. */
  readonly expectations: readonly Expectation[]
}

export interface Expectation {
  readonly text: string
  readonly met: boolean
}

/** One question to both systems; it leaves nothing behind in them. */
export interface Experiment {
  readonly id: string
  readonly title: string
  /** What it does, in one or two sentences: a reader of the table sees nothing else. */
  readonly method: string
  run(context: LabContext): Promise<Outcome>
}
