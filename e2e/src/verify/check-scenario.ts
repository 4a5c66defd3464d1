import { isOver, type Scenario } from '../stack/chaos-types.ts'
import type { Attempt, Findings, Tools } from './attempt.ts'
import { VerifyError } from './errors.ts'
import { seeEvidence } from './evidence.ts'
import { tryRightFix, tryWrongFix } from './fixes.ts'
import { waitForQuiet, waitForResolution } from './quiet.ts'
import { startRun } from './start-run.ts'
import { lookWhileFiring } from './while-firing.ts'

/**
 * The closed loop of one scenario: fault, alerts, evidence, wrong fixes, right fix, revert.
 * @throws VerifyError where going on makes no sense; lesser faults go to `findings.problems`
 */
export async function checkScenario(
  tools: Tools,
  attempt: Attempt,
  findings: Findings,
): Promise<void> {
  await waitForQuiet(tools, attempt.scenario)
  findings.ordersPerSecond = await tools.orderRate()
  await inject(tools, attempt, findings)
  await (attempt.scenario.expect.fires.length === 0
    ? staySilent(tools)
    : waitForAlerts(tools, attempt.scenario, findings))
  await proveFault(tools, attempt.scenario, findings)
  if (findings.problems.length === 0) await lookWhileFiring(tools, attempt.scenario)
  await tryFixes(tools, attempt, findings)
  await revert(tools, findings)
  await waitForResolution(tools, attempt.scenario, findings)
}

async function inject(
  { chaos, observer, limits, step }: Tools,
  attempt: Attempt,
  findings: Findings,
) {
  step('injecting the fault')
  const run = await startRun({ chaos, observer, limits }, attempt)
  findings.run = run
  observer.follow(run.id)
  const active = await observer.whileRunning(look => {
    findings.run = look.run
    return look.run?.state === 'ACTIVE'
  }, limits.inject)
  if (!active) throw new VerifyError(`still ${findings.run?.state} after ${limits.inject} s`)
}

async function waitForAlerts(
  { observer, limits, step }: Tools,
  { expect }: Scenario,
  findings: Findings,
) {
  const names = expect.fires.map(({ alert }) => alert)
  step(`waiting for ${names.join(', ')}`)
  const longest = Math.max(...expect.fires.map(({ withinSeconds }) => withinSeconds))
  const all = () => names.every(name => observer.sightings.has(name))
  if (await observer.whileRunning(all, longest + limits.late)) return
  const missing = names.filter(name => !observer.sightings.has(name))
  findings.problems.push(`did not fire: ${missing.join(', ')}`)
}

async function proveFault(tools: Tools, scenario: Scenario, findings: Findings): Promise<void> {
  const { evidence } = scenario
  if (evidence === null) return
  tools.step(`looking for the evidence of the fault: ${evidence.text}`)
  findings.evidence = await seeEvidence(tools, scenario, Date.parse(findings.run?.injectedAt ?? ''))
  if (findings.evidence === undefined) findings.problems.push(`no evidence: ${evidence.text}`)
}

async function staySilent({ observer, limits, step }: Tools): Promise<void> {
  step(`watching for ${limits.control} s that everything stays silent`)
  await observer.whileRunning(() => false, limits.control)
}

async function tryFixes(tools: Tools, attempt: Attempt, findings: Findings): Promise<void> {
  const { scenario, rightFix, withWrongFixes } = attempt
  for (const fix of withWrongFixes ? scenario.fixes.wrong : []) {
    await tryWrongFix(tools, scenario, fix, findings)
  }
  if (rightFix !== undefined) await tryRightFix(tools, scenario, rightFix, findings)
}

/** Ends the run and waits until everything is put back. */
export async function revert(
  { chaos, observer, limits, step }: Tools,
  findings: Findings,
): Promise<void> {
  const { run } = findings
  if (!run) return
  step('putting everything back')
  findings.revertedAt = Date.now()
  const stopping = chaos.stop(run.id).catch(async (error: unknown) => {
    // One that has ended meanwhile refuses to be stopped.
    if (!/^(REVERTING|RECOVERED|REVERT_FAILED)$/.test((await chaos.run(run.id)).state)) throw error
  })
  await observer.during(stopping)
  const over = await observer.until(look => {
    findings.run = look.run ?? findings.run
    return look.run !== undefined && isOver(look.run)
  }, limits.revert)
  if (!over) throw new VerifyError(`still ${findings.run?.state} after ${limits.revert} s`)
  if (findings.run?.state !== 'RECOVERED') {
    findings.problems.push(`ended in ${findings.run?.state}: ${findings.run?.message ?? ''}`)
  }
}
