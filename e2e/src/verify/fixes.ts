import type { Run, Scenario, WrongFix } from '../stack/chaos-types.ts'
import type { Record, Tools } from './check-scenario.ts'
import type { Look } from './observer.ts'

/** A wrong fix must leave the fault in: not recovered, and an expected alert still firing. */
export async function tryWrongFix(
  { chaos, observer, limits, step }: Tools,
  scenario: Scenario,
  fix: WrongFix,
  record: Record,
): Promise<void> {
  const { run } = record
  if (!run) return
  step(`wrong fix ${fix.id}: must not help, held for ${fix.holdSeconds} s`)
  const startedAt = Date.now()
  await chaos.applyFix(run.id, fix.id)
  const cured = await observer.whileRunning(look => hasRecovered(look.run), fix.holdSeconds)
  const names = scenario.expect.fires.map(({ alert }) => alert)
  const fires = await observer.until(
    ({ firing }) => names.some(name => firing.has(name)),
    limits.stillFires,
  )
  if (cured) record.problems.push(`wrong fix ${fix.id} cured the fault`)
  if (!fires) record.problems.push(`wrong fix ${fix.id} silenced every expected alert`)
  const seconds = secondsSince(startedAt)
  record.fixes.push({ fix: fix.id, kind: 'wrong', passed: !cured && fires, seconds })
  // A run that is cured is on its way out and takes no more orders.
  if (!cured) await chaos.undoFix(run.id, fix.id)
}

/** A right fix must recover, and the alerts that depend on it must resolve while the run goes on. */
export async function tryRightFix(
  { chaos, observer, limits, step }: Tools,
  scenario: Scenario,
  fix: string,
  record: Record,
): Promise<void> {
  const { run } = record
  if (!run) return
  step(`right fix ${fix}: must help`)
  record.fixedAt = Date.now()
  await chaos.applyFix(run.id, fix)
  const recovered = await observer.until(look => hasRecovered(look.run), limits.recover)
  const seconds = secondsSince(record.fixedAt)
  record.fixes.push({ fix, kind: 'right', passed: recovered, seconds })
  if (!recovered)
    record.problems.push(`right fix ${fix} did not recover within ${limits.recover} s`)
  await waitUntilResolved({ observer, limits, step }, scenario, record)
}

async function waitUntilResolved(
  { observer, limits, step }: Pick<Tools, 'observer' | 'limits' | 'step'>,
  { expect }: Scenario,
  record: Record,
): Promise<void> {
  const waiting = expect.fires.filter(one => one.resolvesAfter === 'fix').map(({ alert }) => alert)
  if (waiting.length === 0) return
  step(
    `recovered; waiting until ${waiting.join(', ')} ${waiting.length > 1 ? 'resolve' : 'resolves'}`,
  )
  let left = waiting
  const look: (seen: Look) => boolean = ({ firing, run }) => {
    left = waiting.filter(alert => firing.has(alert))
    return left.length === 0 || run?.state === 'REVERTING' || run?.state === 'RECOVERED'
  }
  await observer.until(look, limits.resolve)
  // The revert begins right after the last alert: what was looked at may be a moment older.
  if (left.length > 0) await observer.until(seen => look(seen) && left.length === 0, limits.settle)
  if (left.length > 0) record.problems.push(`still firing after the right fix: ${left.join(', ')}`)
}

function hasRecovered(run: Run | undefined): boolean {
  return run?.recovered === true || run?.state === 'FIXED'
}

function secondsSince(at: number): number {
  return Math.round((Date.now() - at) / 1000)
}
