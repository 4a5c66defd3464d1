import type { Journal } from './journal.ts'
import {
  applyEntry,
  createRecord,
  type JournalEntry,
  type Origin,
  type RunRecord,
} from './record.ts'
import { isOver, type Run, type RunEvent } from './run.ts'

type Listener = (event: RunEvent | undefined) => void

/** All runs: in memory, and in their journals before anybody sees a change. */
export interface RunStore {
  /** Newest first. */
  list(): RunRecord[]
  get(runId: string): RunRecord | undefined
  create(run: Run, origin: Origin): Promise<RunRecord>
  /** Writes entries, then applies them and tells the listeners of their events. */
  append(runId: string, ...entries: JournalEntry[]): Promise<void>
  /** Calls back for each later event, and with undefined when the run is over. */
  subscribe(runId: string, listener: Listener): () => void
}

/** How many runs are kept. */
const keptRuns = 200

/** Reads the journals of earlier lives; the oldest beyond the limit are removed. */
export async function openRunStore(journal: Journal): Promise<RunStore> {
  const records = new Map<string, RunRecord>()
  const listeners = new Map<string, Set<Listener>>()
  const queues = new Map<string, Promise<void>>()
  await restore(journal, records)

  function append(runId: string, ...entries: JournalEntry[]): Promise<void> {
    // One write at a time, so that the lines stand in the order in which they took effect.
    const before = queues.get(runId) ?? Promise.resolve()
    const result = before.catch(() => undefined).then(() => write(runId, entries))
    queues.set(runId, result)
    return result
  }

  async function write(runId: string, entries: readonly JournalEntry[]): Promise<void> {
    const record = records.get(runId)
    if (record === undefined) throw new TypeError(`No run ${runId}`)
    await journal.append(runId, entries)
    for (const entry of entries) {
      applyEntry(record, entry)
      if ('event' in entry) notify(runId, entry.event)
    }
    if (isOver(record.run)) notify(runId, undefined)
  }

  function notify(runId: string, event: RunEvent | undefined): void {
    for (const listener of listeners.get(runId) ?? []) listener(event)
  }

  return {
    list: () => [...records.values()].reverse(),
    get: runId => records.get(runId),
    create: async (run, origin) => {
      const entry = { type: 'created', run, ...origin } as const
      await journal.append(run.id, [entry])
      const record = createRecord(entry)
      records.set(run.id, record)
      return record
    },
    append,
    subscribe: (runId, listener) => {
      const all = listeners.get(runId) ?? new Set()
      listeners.set(runId, all.add(listener))
      return () => void all.delete(listener)
    },
  }
}

async function restore(journal: Journal, records: Map<string, RunRecord>): Promise<void> {
  const all = await journal.readAll()
  const old = all.length - keptRuns
  for (const [index, [runId, entries]] of all.entries()) {
    const [first, ...others] = entries
    // A kill in the middle of the very first line: the run never began.
    if (first?.type !== 'created') {
      await journal.remove(runId)
      continue
    }
    const record = createRecord(first)
    for (const entry of others) applyEntry(record, entry)
    if (index < old && isOver(record.run)) await journal.remove(runId)
    else records.set(runId, record)
  }
}
