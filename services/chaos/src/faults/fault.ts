import type { Static, TObject } from 'typebox'
import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import type { Loads } from '../clients/kafka/loads.ts'
import type { Transactions } from '../clients/kafka/transactions.ts'
import type { ServiceClients } from '../clients/services.ts'
import type { ProcessController } from '../processes/controller.ts'
import type { Pulses } from '../processes/pulses.ts'

/** What a fault works with. */
export interface FaultContext {
  readonly services: ServiceClients
  readonly processes: ProcessController
  readonly kafka: KafkaAdmin
  readonly loads: Loads
  readonly pulses: Pulses
  readonly transactions: Transactions
  /** Aborts long waits when the run ends. */
  readonly signal?: AbortSignal
  /** The time limit of the run: what goes on by itself must not outlive it. */
  readonly ttlSeconds?: number
  /** Adds a line to the timeline: what the fault has measured. */
  readonly tell?: (text: string) => Promise<void>
}

/** One act as plain data: it goes into the journal. */
export interface FaultUse {
  readonly fault: string
  readonly params: Readonly<Record<string, unknown>>
}

/** One thing that can be done to the stack, and undone. */
export interface Fault<S extends TObject = TObject, U = unknown> {
  readonly id: string
  readonly params: S
  /** What it does for a person who asks, in one line; without it, scenarios alone may use it. */
  readonly offered?: string
  /** Every run's snapshot holds what it changes, and puts that back whoever has changed it. */
  readonly inSnapshot?: true
  /** What it touches, e.g. `process:kafka-3`. */
  claims(params: Static<S>): string[]
  /** One line for the timeline, e.g. "stop kafka-3". */
  describe(params: Static<S>): string
  /** Reads what `revert` needs: plain JSON, on disk before `apply` runs. Changes nothing. */
  prepare(context: FaultContext, params: Static<S>): Promise<U>
  apply(context: FaultContext, params: Static<S>): Promise<void>
  /** Puts it back. May run twice, and after an `apply` that got half way or never ran. */
  revert(context: FaultContext, undo: U): Promise<void>
}

/** Declares a fault; `with` makes a use of it for a scenario. */
export function defineFault<S extends TObject, U>(fault: Fault<S, U>) {
  return {
    ...fault,
    with: (params: Static<S>): FaultUse => ({
      fault: fault.id,
      params: params as Record<string, unknown>,
    }),
  }
}
