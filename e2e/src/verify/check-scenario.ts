import type { ChaosClient } from '../stack/chaos-client.ts'
import { isOver, type Run, type Scenario } from '../stack/chaos-types.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import { VerifyError } from './errors.ts'
import { seeEvidence } from './evidence.ts'
import { tryRightFix, tryWrongFix } from './fixes.ts'
import type { Limits } from './limits.ts'
import type { Look, Observer } from './observer.ts'
import type { FixResult } from './result.ts'
import { startRun } from './start-run.ts'
import { lookWhileFiring, type WhileFiring } from './while-firing.ts'

export interface Attempt {
  scenario: Scenario
  /** Which right fix is tried. */
  rightFix: string | undefined
  /** Wrong fixes need to be tried once only. */
  withWrongFixes: boolean
}

export interface Tools {
  chaos: ChaosClient
  prometheus: PrometheusClient
  observer: Observer
  limits: Limits
  /** Orders a second that the producer is set to offer. */
  orderRate: () => Promise<number>
  /** Says what is being done now. */
  step: (text: string) => void
  whileFiring?: WhileFiring | undefined
}

/** What happened so far; filled in place, so that a failure half way still has its report. */
export interface Record {
  run: Run | undefined
  /** Of orders, before the fault. */
  ordersPerSecond: number | undefined
  /** What the evidence of the fault amounted to before any fix. */
  evidence: number | undefined
  fixes: FixResult[]
  fixedAt: number | undefined
  revertedAt: number | undefined
  problems: string[]
}

/**
 * The closed loop of one scenario: fault, alerts, evidence, wrong fixes, right fix, revert.
 * @throws VerifyError where going on makes no sense; lesser faults go to `record.problems`
 */
export async function checkScenario(tools: Tools, attempt: Attempt, record: Record): Promise<void> {
  await waitForQuiet(tools, attempt.scenario)
  record.ordersPerSecond = await tools.orderRate()
  await inject(tools, attempt.scenario, record)
  await (attempt.scenario.expect.fires.length === 0
    ? staySilent(tools)
    : waitForAlerts(tools, attempt.scenario, record))
  await proveFault(tools, attempt.scenario, record)
  if (record.problems.length === 0) await lookWhileFiring(tools, attempt.scenario)
  await tryFixes(tools, attempt, record)
  await revert(tools, record)
  await waitForResolution(tools, attempt.scenario, record)
}

/** An alert that is about to fire and may do so in this scenario need not be waited for. */
async function waitForQuiet(
  { chaos, observer, limits, step }: Tools,
  { expect }: Scenario,
): Promise<void> {
  step('waiting until no run is going on and no alert fires or is about to')
  let left: string[] = []
  const quiet = await observer.until(async look => {
    left = restless(look, expect)
    if (left.length > 0) return false
    // One that does not answer is no verdict.
    const runs = await chaos.runs().catch(() => undefined)
    left = runs === undefined ? ['the chaos service'] : goingOn(runs)
    return left.length === 0
  }, limits.quiet)
  if (!quiet) throw new VerifyError(`not quiet before the start: ${left.join(', ')}`)
}

function goingOn(runs: Run[]): string[] {
  const active = runs.filter(run => !isOver(run))
  return active.map(({ id, scenario }) => `run ${id} of ${scenario}`)
}

/** Alerts that fire, or are about to and may not. */
function restless({ firing, pending }: Look, { mayFire }: Scenario['expect']): string[] {
  const allowed = new Set(mayFire.map(({ alert }) => alert))
  return [...firing, ...[...pending].filter(alert => !allowed.has(alert))]
}

async function inject(
  { chaos, observer, limits, step }: Tools,
  scenario: Scenario,
  record: Record,
) {
  step('injecting the fault')
  const run = await startRun({ chaos, observer, limits }, scenario)
  record.run = run
  observer.follow(run.id)
  const active = await observer.whileRunning(look => {
    record.run = look.run
    return look.run?.state === 'ACTIVE'
  }, limits.inject)
  if (!active) throw new VerifyError(`still ${record.run?.state} after ${limits.inject} s`)
}

async function waitForAlerts(
  { observer, limits, step }: Tools,
  { expect }: Scenario,
  record: Record,
) {
  const names = expect.fires.map(({ alert }) => alert)
  step(`waiting for ${names.join(', ')}`)
  const longest = Math.max(...expect.fires.map(({ withinSeconds }) => withinSeconds))
  const all = () => names.every(name => observer.sightings.has(name))
  if (await observer.whileRunning(all, longest + limits.late)) return
  const missing = names.filter(name => !observer.sightings.has(name))
  record.problems.push(`did not fire: ${missing.join(', ')}`)
}

async function proveFault(tools: Tools, scenario: Scenario, record: Record): Promise<void> {
  const { evidence } = scenario
  if (evidence === null) return
  tools.step(`looking for the evidence of the fault: ${evidence.text}`)
  record.evidence = await seeEvidence(tools, scenario, Date.parse(record.run?.injectedAt ?? ''))
  if (record.evidence === undefined) record.problems.push(`no evidence: ${evidence.text}`)
}

async function staySilent({ observer, limits, step }: Tools): Promise<void> {
  step(`watching for ${limits.control} s that everything stays silent`)
  await observer.whileRunning(() => false, limits.control)
}

async function tryFixes(tools: Tools, attempt: Attempt, record: Record): Promise<void> {
  const { scenario, rightFix, withWrongFixes } = attempt
  for (const fix of withWrongFixes ? scenario.fixes.wrong : []) {
    await tryWrongFix(tools, scenario, fix, record)
  }
  if (rightFix !== undefined) await tryRightFix(tools, scenario, rightFix, record)
}

/** Ends the run and waits until everything is put back. */
export async function revert(
  { chaos, observer, limits, step }: Tools,
  record: Record,
): Promise<void> {
  const { run } = record
  if (!run) return
  step('putting everything back')
  record.revertedAt = Date.now()
  const stopping = chaos.stop(run.id).catch(async (error: unknown) => {
    // One that has ended meanwhile refuses to be stopped.
    if (!/^(REVERTING|RECOVERED|REVERT_FAILED)$/.test((await chaos.run(run.id)).state)) throw error
  })
  await observer.during(stopping)
  const over = await observer.until(look => {
    record.run = look.run ?? record.run
    return look.run !== undefined && isOver(look.run)
  }, limits.revert)
  if (!over) throw new VerifyError(`still ${record.run?.state} after ${limits.revert} s`)
  if (record.run?.state !== 'RECOVERED') {
    record.problems.push(`ended in ${record.run?.state}: ${record.run?.message ?? ''}`)
  }
}

/** Of all alerts, so that one that comes late is counted here and not in the next scenario. */
async function waitForResolution(
  { observer, limits, step }: Tools,
  { expect }: Scenario,
  record: Record,
) {
  step('waiting until every alert has resolved')
  let left: string[] = []
  const resolved = await observer.until(look => {
    left = restless(look, expect)
    return left.length === 0
  }, limits.resolve)
  if (!resolved) record.problems.push(`fires or is about to after the revert: ${left.join(', ')}`)
}
