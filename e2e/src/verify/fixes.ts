import type { Run, Scenario, WrongFix } from '../stack/chaos-types.ts'
import type { Findings, Tools } from './attempt.ts'
import { seeEvidence } from './evidence.ts'
import type { Look } from './observer.ts'

/**
 * A wrong fix must leave the fault in: not recovered, its evidence seen anew once the fix has had
 * its time to act, and the expected alerts still firing, but for those that it is known to silence.
 */
export async function tryWrongFix(
  tools: Tools,
  scenario: Scenario,
  fix: WrongFix,
  findings: Findings,
): Promise<void> {
  const { chaos, observer, limits, step } = tools
  const { run } = findings
  if (!run) return
  step(`wrong fix ${fix.id}: must not help, held for ${fix.holdSeconds} s`)
  const startedAt = Date.now()
  await observer.during(chaos.applyFix(run.id, fix.id))
  const actedAt = Date.now() + limits.fixActs * 1000
  await observer.whileRunning(look => hasRecovered(look.run), fix.holdSeconds)
  const evidence = await seeEvidence(tools, scenario, actedAt)
  const names = telling(scenario).filter(name => !fix.silences.includes(name))
  let silent: string[] = []
  const fires = await observer.until(({ firing }) => {
    silent = names.filter(name => !firing.has(name))
    return silent.length === 0
  }, limits.stillFires)
  // Looked at last: it may have helped while evidence and alerts were waited for.
  const cured = hasRecovered(await chaos.run(run.id))
  if (cured) findings.problems.push(`wrong fix ${fix.id} cured the fault`)
  if (evidence === undefined)
    findings.problems.push(`no evidence of the fault after wrong fix ${fix.id}`)
  if (!fires) findings.problems.push(`wrong fix ${fix.id} silenced ${silent.join(', ')}`)
  const seconds = secondsSince(startedAt)
  const passed = !cured && evidence !== undefined && fires
  findings.fixes.push({ fix: fix.id, kind: 'wrong', passed, seconds })
  // A run that is cured is on its way out and takes no more orders.
  if (!cured) await observer.during(chaos.undoFix(run.id, fix.id))
}

/** The alerts that a right fix would end, if there are any: others say nothing about a fix. */
function telling({ expect: { fires } }: Scenario): string[] {
  const ended = fires.filter(({ resolvesAfter }) => resolvesAfter === 'fix')
  return (ended.length > 0 ? ended : fires).map(({ alert }) => alert)
}

/** A right fix must recover, and the alerts that depend on it must resolve while the run goes on. */
export async function tryRightFix(
  { chaos, observer, limits, step }: Tools,
  scenario: Scenario,
  fix: string,
  findings: Findings,
): Promise<void> {
  const { run } = findings
  if (!run) return
  step(`right fix ${fix}: must help`)
  findings.fixedAt = Date.now()
  await observer.during(chaos.applyFix(run.id, fix))
  const recovered = await observer.until(look => hasRecovered(look.run), limits.recover)
  const seconds = secondsSince(findings.fixedAt)
  findings.fixes.push({ fix, kind: 'right', passed: recovered, seconds })
  if (!recovered)
    findings.problems.push(`right fix ${fix} did not recover within ${limits.recover} s`)
  await waitUntilResolved({ observer, limits, step }, scenario, findings)
}

async function waitUntilResolved(
  { observer, limits, step }: Pick<Tools, 'observer' | 'limits' | 'step'>,
  { expect }: Scenario,
  findings: Findings,
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
  if (left.length > 0)
    findings.problems.push(`still firing after the right fix: ${left.join(', ')}`)
}

function hasRecovered(run: Run | undefined): boolean {
  return run?.recovered === true || run?.state === 'FIXED'
}

function secondsSince(at: number): number {
  return Math.round((Date.now() - at) / 1000)
}
