import type { Run, Scenario } from '../stack/chaos-types.ts'
import type { Findings } from './attempt.ts'
import type { Observer } from './observer.ts'
import type { AlertResult } from './result.ts'

/**
 * What an attempt comes to. What went wrong with alerts or was left behind is added to its
 * problems.
 * @param needs seconds that each alert takes by itself
 */
export function summarize(
  scenario: Scenario,
  { sightings }: Observer,
  findings: Findings,
  needs: ReadonlyMap<string, number>,
) {
  const { run, evidence, fixes, problems } = findings
  const alerts = scenario.expect.fires.map(expected => ({
    ...alertResult(expected, sightings, findings),
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
  { run, fixedAt, revertedAt }: Findings,
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
