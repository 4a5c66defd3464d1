import type { LabContext } from '../../src/experiments/experiment.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { createLabMetrics } from '../../src/metrics.ts'
import { quickSizes } from '../../src/sizes.ts'
import type { Handle, Route, System, SystemName } from '../../src/systems/system.ts'

/** A system in memory: a log keeps what was read, a queue does not. */
export function memorySystem(name: SystemName, keeps: boolean): System {
  return {
    name,
    version: 'memory',
    openRoute: async (_name, { queueType }) => openRoute(keeps, queueType === 'stream'),
    close: async () => {},
  }
}

function openRoute(keeps: boolean, alwaysFromStart: boolean): Route {
  const log: string[] = []
  const next = new Map<string, number>()
  async function deliver(reader: string, handle: Handle): Promise<void> {
    const from = alwaysFromStart ? 0 : (next.get(reader) ?? (keeps ? 0 : log.length))
    next.set(reader, log.length)
    if (from < log.length) await handle(log.slice(from).map(text => ({ text })))
  }
  const route: Route = {
    async send(orders) {
      // The only reader of these tests has its place before anything is sent.
      if (!next.has('payment')) next.set('payment', log.length)
      log.push(...orders.map(order => JSON.stringify(order)))
    },
    sendMalformed: async (_order, text) => void log.push(text),
    async read(reader, { handle }) {
      await deliver(reader, handle)
      return { leave: async () => {} }
    },
    addReader: async () => {},
    waiting: async reader => log.length - (next.get(reader) ?? 0),
    takeDeadLetters: async () => [],
    remove: async () => {},
  }
  return keeps ? { ...route, rewind: async reader => void next.set(reader, 0) } : route
}

/** A ledger that only counts what is written to it. */
export function countingLedger() {
  const written: string[] = []
  const ledger: Ledger = {
    pool: undefined as never,
    intend: async (_experiment, orders) => void written.push(`intend ${orders.length}`),
    acknowledge: async (_experiment, system, orders) =>
      void written.push(`${system} acknowledge ${orders.length}`),
    record: async ({ experiment, system, reader }, effects) =>
      void written.push(`${system} ${experiment} ${reader} ${effects.length}`),
    deadLetter: async () => {},
    close: async () => {},
  }
  return { ledger, written }
}

/** What an experiment needs, with these systems. */
export function memoryContext(systems: readonly System[], ledger: Ledger): LabContext {
  const sizes = { ...quickSizes, orders: 40, batch: 10, accounts: 4, silenceMs: 1, deadlineMs: 200 }
  const metrics = createLabMetrics([])
  return { systems, ledger, metrics, sizes, seed: 1, progress: () => undefined }
}
