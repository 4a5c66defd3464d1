import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { takeSnapshot } from '../snapshot/snapshot.ts'
import { applyAct, describeUse, prepareAct } from './acts.ts'
import { tryAppend } from './best-effort.ts'
import { contextOf } from './context.ts'
import type { RunControl } from './control.ts'
import { enter, tell } from './entries.ts'
import type { RunParts } from './parts.ts'
import type { Act, RunRecord } from './record.ts'
import { revertRun } from './revert.ts'
import type { EndReason } from './run.ts'
import { watchRun } from './watch.ts'
import { watchInjection } from './watch-injection.ts'

/** A run that is fixed lets a fix under way come to its end, though not for ever. */
const finishMs = 30_000

/** Takes a new run through all its states. Never rejects for a reason that the run can tell. */
export async function executeRun(
  parts: RunParts,
  record: RunRecord,
  scenario: Scenario,
  control: RunControl,
): Promise<void> {
  const reason = await goThrough(parts, record, scenario, control)
  // Whoever is acting in the run is told that it ends, since the revert waits for its turn.
  const timer = setTimeout(() => control.end(reason), reason === 'fixed' ? finishMs : 0)
  await control.exclusive(() => revertRun(parts, record, reason))
  clearTimeout(timer)
}

async function goThrough(
  parts: RunParts,
  record: RunRecord,
  scenario: Scenario,
  control: RunControl,
): Promise<EndReason> {
  const { id } = record.run
  try {
    await reachActive(parts, record, scenario, control)
    return await watchRun(parts, record, scenario, control)
  } catch (error) {
    if (control.reason !== undefined) return control.reason
    parts.logger.error({ err: error, run: id }, 'a run failed and is being reverted')
    await tryAppend(parts, id, tell('note', `Failed: ${reasonOf(error)}`))
    return 'failed'
  }
}

/** @throws when an act fails, or the run is to end before all faults are in place */
async function reachActive(
  parts: RunParts,
  record: RunRecord,
  scenario: Scenario,
  control: RunControl,
): Promise<void> {
  const done = new AbortController()
  const watching = watchInjection(parts, record, scenario, control, done.signal)
  try {
    const acts = await precheck(parts, record, scenario, control)
    await inject(parts, record, acts, control)
  } finally {
    done.abort()
    await watching
  }
}

/** Everything that undoes the run is on the disk when this returns, and nothing has happened. */
async function precheck(
  parts: RunParts,
  { run }: RunRecord,
  scenario: Scenario,
  { signal }: RunControl,
): Promise<Act[]> {
  const { store, aspects } = parts
  const context = { ...parts.context, signal }
  const snapshot = await takeSnapshot(context, aspects)
  const acts: Act[] = []
  for (const [index, use] of scenario.faults(run.params).entries()) {
    acts.push(await prepareAct(context, use, { id: `fault-${index + 1}`, owner: 'fault' }))
  }
  await store.append(
    run.id,
    { type: 'snapshot', snapshot },
    ...acts.map(act => ({ type: 'act', act }) as const),
    tell('note', 'Snapshot of the stack and the undo of every fault are on disk'),
  )
  return acts
}

async function inject(
  parts: RunParts,
  { run }: RunRecord,
  acts: readonly Act[],
  { signal }: RunControl,
): Promise<void> {
  const { store, metrics } = parts
  signal.throwIfAborted()
  await store.append(run.id, enter('INJECTING', 'Injecting the faults'))
  metrics.injected(run.scenario)
  for (const act of acts) {
    await applyAct({ ...contextOf(parts, run), signal }, act)
    await store.append(run.id, tell('fault', `Done: ${describeUse(act.use)}`))
  }
  signal.throwIfAborted()
  const endsAt = new Date(Date.now() + run.ttlSeconds * 1000).toISOString()
  await store.append(run.id, enter('ACTIVE', 'All faults are in place', { endsAt }))
}
