import type { FaultUse } from '../faults/fault.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { EndReason, Residue, Run, RunEvent, RunState } from './run.ts'

/** What the journal of a run holds, line by line. */
export type JournalEntry =
  | ({ type: 'created'; run: Run } & Origin)
  | { type: 'state'; state: RunState; event: RunEvent; endsAt?: string; reason?: EndReason }
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'act'; act: Act }
  | { type: 'reverted'; act: string }
  | { type: 'done'; act: string; event: RunEvent }
  | { type: 'fix'; id: string; kind: 'right' | 'wrong'; undone: boolean; event: RunEvent }
  | { type: 'event'; event: RunEvent }
  | { type: 'recovered'; event: RunEvent }
  | { type: 'ended'; state: RunState; event: RunEvent; residue: Residue[]; message: string }

/** What of the request that started a run the run itself does not tell. */
export interface Origin {
  readonly idempotencyKey?: string
  /** Whether it was to start on a stack that is not healthy. */
  readonly force?: boolean
}

/** Something that was about to be done, with what undoes it. */
export interface Act {
  readonly id: string
  /** `fault`, `action`, or the id of the fix that it belongs to. */
  readonly owner: string
  readonly use: FaultUse
  readonly undo: unknown
  /** Of an action: who asks with it again means this one. */
  readonly idempotencyKey?: string
}

/** An act with what became of it. */
export interface ActRecord extends Act {
  /** Of an action: whether it came to its end. */
  done?: boolean
  reverted: boolean
}

/** The owner of what a person did by hand. */
export const actionOwner = 'action'

/** A run with what only this service needs to know of it. */
export interface RunRecord extends Origin {
  readonly run: Run
  snapshot?: Snapshot
  /** In the order in which they were done. */
  readonly acts: ActRecord[]
  reason?: EndReason
}

/** The record that a `created` entry begins. */
export function createRecord(entry: JournalEntry & { type: 'created' }): RunRecord {
  const { type: _, run, ...origin } = entry
  return { ...origin, run: structuredClone(run), acts: [] }
}

/** Brings a record up to date with the next line of its journal. */
export function applyEntry(record: RunRecord, entry: JournalEntry): void {
  const { run } = record
  if ('event' in entry) run.timeline.push(entry.event)
  switch (entry.type) {
    case 'state':
      run.state = entry.state
      if (entry.state === 'ACTIVE') run.injectedAt = entry.event.at
      if (entry.endsAt !== undefined) run.endsAt = entry.endsAt
      if (entry.reason !== undefined) record.reason = entry.reason
      break
    case 'snapshot':
      record.snapshot = entry.snapshot
      break
    case 'act':
      record.acts.push({ ...entry.act, reverted: false })
      break
    case 'reverted':
      mark(record, entry.act, { reverted: true })
      break
    case 'done':
      mark(record, entry.act, { done: true })
      break
    case 'fix':
      applyFix(run, entry)
      break
    case 'recovered':
      run.recovered = true
      break
    case 'ended':
      applyEnd(record, entry)
  }
}

function mark({ acts }: RunRecord, id: string, fate: Partial<ActRecord>): void {
  for (const act of acts) if (act.id === id) Object.assign(act, fate)
}

function applyFix(run: Run, { id, kind, undone, event }: JournalEntry & { type: 'fix' }): void {
  const inPlace = run.fixes.find(fix => fix.id === id && fix.undoneAt === undefined)
  if (!undone) run.fixes.push({ id, kind, appliedAt: event.at })
  else if (inPlace !== undefined) inPlace.undoneAt = event.at
}

function applyEnd(record: RunRecord, entry: JournalEntry & { type: 'ended' }): void {
  const { run } = record
  run.state = entry.state
  run.residue = entry.residue
  run.endedAt = entry.event.at
  run.message = entry.message
  // Large, and of no use any more.
  delete record.snapshot
}
