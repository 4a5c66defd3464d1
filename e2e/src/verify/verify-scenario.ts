import type { ChaosClient } from '../stack/chaos-client.ts'
import type { Run, Scenario } from '../stack/chaos-types.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import { type Attempt, checkScenario, type Record, revert, type Tools } from './check-scenario.ts'
import { reasonOf } from './errors.ts'
import type { Limits } from './limits.ts'
import { createObserver, type Observer } from './observer.ts'
import type { Progress } from './progress.ts'
import type { AlertResult, Provenance, ScenarioResult } from './result.ts'
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
  const {
    chaos,
    prometheus,
    orderRate,
    progress,
    limits,
    tickMs,
    signal,
    whileFiring,
    provenance,
  } = parts
  const startedAt = Date.now()
  const report = progress.begin(attempt.scenario.id)
  const tools = (ending: AbortSignal): Tools => ({
    chaos,
    prometheus,
    orderRate,
    limits,
    observer: createObserver({ chaos, prometheus, signal: ending, tickMs, onLook: report.look }),
    step: report.step,
    whileFiring,
  })
  const record: Record = {
    run: undefined,
    ordersPerSecond: undefined,
    evidence: undefined,
    fixes: [],
    fixedAt: undefined,
    revertedAt: undefined,
    problems: [],
  }
  const { observer, ...rest } = tools(
    AbortSignal.any([signal, AbortSignal.timeout(limits.scenario * 1000)]),
  )
  try {
    await checkScenario({ observer, ...rest }, attempt, record)
  } catch (error) {
    record.problems.push(reasonOf(error))
    await cleanUp(tools(AbortSignal.timeout(limits.revert * 1000)), record)
  }
  const result = summarize(attempt.scenario, observer, record, parts.needs)
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
    ordersPerSecond: record.ordersPerSecond,
    usage,
  }
}

async function cleanUp(tools: Tools, record: Record): Promise<void> {
  if (!record.run || record.run.state === 'RECOVERED') return
  tools.observer.follow(record.run.id)
  try {
    await revert(tools, record)
  } catch (error) {
    record.problems.push(`clean-up failed: ${reasonOf(error)}`)
  }
}

function summarize(
  scenario: Scenario,
  { sightings }: Observer,
  record: Record,
  needs: VerifyParts['needs'],
) {
  const { run, evidence, fixes, problems } = record
  const alerts = scenario.expect.fires.map(expected => ({
    ...alertResult(expected, sightings, record),
    needed: needs.get(expected.alert),
  }))
  for (const { alert, firedAfter, withinSeconds } of alerts) {
    if (firedAfter !== undefined && firedAfter > withinSeconds) {
      problems.push(`${alert} fired after ${firedAfter} s, its window is ${withinSeconds} s`)
    }
  }
  const known = new Set(alerts.map(({ alert }) => alert))
  const mayFire = new Set(scenario.expect.mayFire.map(({ alert }) => alert))
  const others = run === undefined ? [] : [...sightings.keys()].filter(name => !known.has(name))
  const unexpected = others.filter(name => !mayFire.has(name))
  if (unexpected.length > 0) problems.push(`unexpected: ${unexpected.join(', ')}`)
  const residue = run?.residue ?? []
  if (residue.length > 0)
    problems.push(`left behind: ${residue.map(({ path }) => path).join(', ')}`)
  const allowed = others.filter(name => mayFire.has(name))
  return {
    ...{ scenario: scenario.id, alerts, unexpected, allowed, fixes, residue, problems },
    ...(scenario.evidence !== null &&
      evidence !== undefined && { evidence: { text: scenario.evidence.text, value: evidence } }),
  }
}

// An alert that one of the first acts raises is counted from there as well.
const slowInjectionMs = 3000

function injectionBegan(run: Run | undefined): number | undefined {
  const event = run?.timeline.find(({ state }) => state === 'INJECTING')
  return event === undefined ? undefined : Date.parse(event.at)
}

function alertResult(
  expected: Scenario['expect']['fires'][number],
  sightings: Observer['sightings'],
  { run, fixedAt, revertedAt }: Record,
): AlertResult {
  const seen = sightings.get(expected.alert)
  const faultAt = Date.parse(run?.injectedAt ?? run?.createdAt ?? '')
  const curedAt = expected.resolvesAfter === 'fix' ? fixedAt : revertedAt
  const seconds = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : Math.max(0, Math.round((to - from) / 1000))
  const firstActAt = injectionBegan(run)
  const slowly = firstActAt !== undefined && faultAt - firstActAt > slowInjectionMs
  return {
    ...expected,
    firedAfter: seconds(faultAt, seen?.firstAt),
    ...(slowly && { firedAfterFirstAct: seconds(firstActAt, seen?.firstAt) }),
    resolvedAfter: seconds(curedAt, seen?.lastAt),
  }
}
