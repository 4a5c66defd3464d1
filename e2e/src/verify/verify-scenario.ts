import type { ChaosClient } from '../stack/chaos-client.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import { type Attempt, type Findings, nothingFound, type Tools } from './attempt.ts'
import { checkScenario, revert } from './check-scenario.ts'
import { reasonOf } from './errors.ts'
import type { Limits } from './limits.ts'
import { createObserver } from './observer.ts'
import type { Progress } from './progress.ts'
import type { Provenance, ScenarioResult } from './result.ts'
import { summarize } from './summary.ts'
import type { WhileFiring } from './while-firing.ts'

/** What verification works with. */
export interface VerifyParts {
  chaos: ChaosClient
  prometheus: PrometheusClient
  /** Orders a second that the producer is set to offer. */
  orderRate: () => Promise<number>
  progress: Progress
  limits: Limits
  /** Pause between two looks at the stack. */
  tickMs: number
  /** Ends the verification; what is broken is still put back. */
  signal: AbortSignal
  whileFiring?: WhileFiring | undefined
  /** Seconds that each alert takes by itself, `PrometheusClient.needs`. */
  needs: ReadonlyMap<string, number>
  /** Goes into each result. */
  provenance: Provenance
}

/** Runs one scenario through its loop, bounded in time, and leaves no run behind. */
export async function verifyScenario(
  parts: VerifyParts,
  attempt: Attempt,
  round: number,
): Promise<ScenarioResult> {
  const { chaos, prometheus, progress, limits, tickMs, signal, needs, provenance } = parts
  const startedAt = Date.now()
  const report = progress.begin(attempt.scenario.id)
  const tools = (ending: AbortSignal): Tools => ({
    ...parts,
    observer: createObserver({ chaos, prometheus, signal: ending, tickMs, onLook: report.look }),
    step: report.step,
  })
  const findings = nothingFound()
  const { observer, ...rest } = tools(
    AbortSignal.any([signal, AbortSignal.timeout(limits.scenario * 1000)]),
  )
  try {
    await checkScenario({ observer, ...rest }, attempt, findings)
  } catch (error) {
    findings.problems.push(reasonOf(error))
    await cleanUp(tools(AbortSignal.timeout(limits.revert * 1000)), findings)
  }
  const result = summarize(attempt.scenario, observer, findings, needs)
  report.end(result.problems)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const { rightFix } = attempt
  const usage = await prometheus.peakUsage(seconds).catch(() => undefined)
  return {
    ...result,
    rightFix,
    round,
    startedAt: new Date(startedAt).toISOString(),
    ...provenance,
    seconds,
    ordersPerSecond: findings.ordersPerSecond,
    usage,
  }
}

async function cleanUp(tools: Tools, findings: Findings): Promise<void> {
  if (!findings.run || findings.run.state === 'RECOVERED') return
  tools.observer.follow(findings.run.id)
  try {
    await revert(tools, findings)
  } catch (error) {
    findings.problems.push(`clean-up failed: ${reasonOf(error)}`)
  }
}
