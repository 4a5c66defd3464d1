import { setTimeout as sleep } from 'node:timers/promises'
import { findFault } from '../faults/index.ts'
import { reasonOf } from '../reason.ts'
import { convergeOnce, type Remaining } from '../snapshot/converge.ts'
import { describeUse, revertAct } from './acts.ts'
import { appendAtLast, tryAppend } from './best-effort.ts'
import { contextOf } from './context.ts'
import { enter, event, tell } from './entries.ts'
import type { RunParts } from './parts.ts'
import { type Act, actionOwner, type RunRecord } from './record.ts'
import { describeRewinds } from './rewinds.ts'
import type { EndReason, Residue, RunState } from './run.ts'

/** What a run says when it begins to put things back. */
export const reasons: Readonly<Record<EndReason, string>> = {
  fixed: 'Putting the rest back',
  expired: 'Time is over: putting everything back',
  stopped: 'Stopped by hand: putting everything back',
  halted: 'Halted: putting everything back',
  guarded: 'Ended by its guard: putting everything back',
  interrupted: 'The chaos service ended: putting everything back',
  failed: 'Putting everything back',
}

/**
 * Undoes the faults and the wrong fixes, last first, then brings the stack to the run's snapshot,
 * whoever changed it. Tries again, with growing pauses, until nothing differs or the deadline
 * is over; what differs then is the residue.
 * @param cause what the run's last message begins with
 */
export async function revertRun(
  parts: RunParts,
  record: RunRecord,
  reason: EndReason,
  cause?: string,
): Promise<void> {
  const { run } = record
  const { metrics, logger } = parts
  await tryAppend(parts, run.id, enter('REVERTING', reasons[reason], { reason }))
  const residue = await putBack(parts, record)
  const state: RunState = residue.length === 0 ? 'RECOVERED' : 'REVERT_FAILED'
  await tryAppend(parts, run.id, ...(await describeRewinds(parts.context, record.snapshot)))
  const end = describeEnd(record, residue)
  const message = cause === undefined ? end : `${cause}. ${end}`
  const ended = event('state', end, { state })
  await appendAtLast(parts, run.id, { type: 'ended', state, residue, event: ended, message })
  metrics.ended(run.scenario, residue.length === 0 ? reason : 'revert_failed')
  logger.info({ run: run.id, state, reason, residue }, 'a run is over')
}

async function putBack(parts: RunParts, record: RunRecord): Promise<Residue[]> {
  await wakeUnseen(parts)
  const deadline = Date.now() + parts.revertDeadlineSeconds * 1000
  const told = new Set<string>()
  for (let pauseMs = 500; ; pauseMs = Math.min(pauseMs * 2, 5000)) {
    const stuck = await undoActs(parts, record)
    const left = await converge(parts, record, told)
    const inVain = stuck.length === 0 && left.every(({ irreversible }) => irreversible)
    if (inVain || Date.now() > deadline) {
      return [...stuck, ...left.map(({ path, before, after }) => ({ path, before, after }))]
    }
    await sleep(pauseMs)
  }
}

/** What somebody froze behind our back looks as if it ran: no difference would show it. */
async function wakeUnseen({ context, logger }: RunParts): Promise<void> {
  await context.processes.resumeUnseen().catch(error => {
    logger.warn({ reason: reasonOf(error) }, 'could not wake the brokers')
  })
}

/** Undoes what is not yet undone. @returns what could not be */
async function undoActs(parts: RunParts, record: RunRecord): Promise<Residue[]> {
  const failures: Residue[] = []
  for (const act of pendingActs(record)) {
    try {
      await revertAct(contextOf(parts, record.run), act)
      const done = { type: 'reverted', act: act.id } as const
      await tryAppend(parts, record.run.id, done, tell('fault', `Undone: ${describeUse(act.use)}`))
    } catch (error) {
      const after = reasonOf(error)
      failures.push({ path: `acts/${act.id}`, before: 'undone', after })
    }
  }
  return failures
}

/**
 * Right fixes are left to the snapshot: to undo one would bring the fault back. So is what a person
 * did that the snapshot knows of.
 */
function pendingActs({ acts, run }: RunRecord): RunRecord['acts'] {
  const right = new Set(run.fixes.filter(fix => fix.kind === 'right').map(fix => fix.id))
  const isLeft = ({ owner, use }: Act) =>
    right.has(owner) || (owner === actionOwner && findFault(use.fault).inSnapshot === true)
  return acts.filter(act => !act.reverted && !isLeft(act)).reverse()
}

async function converge(
  parts: RunParts,
  { snapshot, run }: RunRecord,
  told: Set<string>,
): Promise<Remaining[]> {
  if (snapshot === undefined) return []
  const { context, aspects, logger } = parts
  const differences = await convergeOnce(context, aspects, snapshot, (aspect, error) =>
    logger.warn(
      { reason: reasonOf(error), aspect, run: run.id },
      'could not put back, trying again',
    ),
  )
  const fresh = differences.filter(({ path }) => !told.has(path) && !path.endsWith('/*'))
  for (const { path } of fresh) told.add(path)
  if (fresh.length > 0) await tryAppend(parts, run.id, tell('note', `Putting back ${list(fresh)}`))
  return differences
}

function describeEnd({ snapshot, acts }: RunRecord, residue: readonly Residue[]): string {
  if (residue.length > 0) return `Not everything could be put back: ${list(residue)}`
  if (snapshot === undefined || acts.length === 0) return 'Nothing had been injected'
  return 'Everything was reverted: the stack is as it was before the run'
}

function list(differences: readonly { path: string }[], limit = 8): string {
  const paths = differences.slice(0, limit).map(({ path }) => path)
  const more = differences.length - paths.length
  return paths.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
