import { megabytes } from '../footprint/budget.ts'
import { measured, whatFailed } from '../result-text.ts'
import { usualOrdersPerSecond } from '../stack/order-rate.ts'
import { markdownTable } from '../table.ts'
import type { Catalogue } from './catalogue.ts'
import { underDocker } from './docker-table.ts'
import { type OtherFix, otherFixes, otherFixesSection, triedOtherFix } from './other-fixes.ts'
import { lastOfEach } from './record.ts'
import { type AlertResult, passed, type ScenarioResult } from './result.ts'
import { streakOf } from './streak.ts'

/**
 * docs/verification.md: the last run of each scenario, and how many passed in a row. What ran under
 * Docker or with another right fix than the first has a table of its own.
 * @param record everything on record, in the order in which it was found
 * @param catalogue in its order; what was never run is named
 */
export function verificationPage(record: readonly ScenarioResult[], catalogue: Catalogue) {
  const ids = catalogue.map(({ id }) => id)
  const natives = record.filter(({ mode }) => mode !== 'docker')
  const others = otherFixes(natives, catalogue)
  const results = natives.filter(each => !triedOtherFix(each, catalogue))
  const lastInDocker = lastOfEach(
    record.filter(each => each.mode === 'docker' && !triedOtherFix(each, catalogue)),
    ids,
  )
  const last = lastOfEach(results, ids)
  const never = ids.filter(id => !last.some(({ scenario }) => scenario === id))
  return `# Verification

Made by \`./firedrill verify --report\`, with \`--all\` for the whole catalogue: each scenario broken on a real cluster,
every expected alert awaited, the fault proven by what brokers, clients or the ledger show, every wrong fix held until
that shows anew, the right fix applied, everything put back. Every run that was reported is in [verification.jsonl](verification.jsonl), the failed ones too; this page shows the last one of each scenario.

${summary(last, results, catalogue)}
${never.length === 0 ? '' : `\nNever run: ${never.join(', ')}.\n`}
## Detection

*Needed* is what the rule takes by itself: one scrape, one evaluation and the time that it has to hold. A fault that comes
just before a scrape is seen up to both intervals earlier; what comes on top is the time that the fault takes to show.
*Fired after* counts from the last act of the injection. Where that took over three seconds, the time in brackets counts
from its first, which may be what the alert is about.

${markdownTable(
  ['scenario', 'alert', 'fired after', 'needed', 'window', 'resolved after', 'measured'],
  last.flatMap(result => result.alerts.map(alert => detectionRow(result, alert))),
)}
## Fixes and traces

*Cores* (over 20 s) and *memory* are the most that brokers, services, Prometheus and Alertmanager took at once while the
scenario ran. *In a row* is how many runs passed one after the other, up to the last one. A run that passed counts there
only if it showed the evidence of the fault, held all wrong fixes and ran the files of a commit (not \`-dirty\`); a scenario
without fault needs the last of these only. A run that failed always counts. Older records show no evidence: it was not
demanded yet. Drills were changed between their runs, some in how they make the fault: the commit of each run is on record.

${markdownTable(
  [
    'scenario',
    'evidence',
    'right fix',
    'wrong fixes that did not help',
    'others that fired',
    'residue',
    'took',
    'cores',
    'memory',
    'verdict',
    'in a row',
    'measured',
  ],
  last.map(result => outcomeRow(result, inARow(results, catalogue, result.scenario))),
)}${otherFixesSection(others)}${underDocker(lastInDocker)}${whatFailed(
  [...last.map(byScenario), ...others.map(byFix), ...lastInDocker.map(byMode)],
  ({ name }) => name,
)}`
}

const byScenario = ({ scenario: name, problems }: ScenarioResult) => ({ name, problems })

const byFix = ({ scenario, fix, last }: OtherFix) => ({
  name: `${scenario} with ${fix}`,
  problems: last?.problems ?? [],
})

const byMode = ({ scenario, problems }: ScenarioResult) => ({
  name: `${scenario}, under Docker`,
  problems,
})

function summary(
  last: readonly ScenarioResult[],
  results: readonly ScenarioResult[],
  catalogue: Catalogue,
): string {
  const good = last.filter(passed).length
  const thrice = catalogue.filter(entry => streakOf(results, entry).inARow >= 3).length
  const minutes = Math.round(last.reduce((sum, { seconds: took }) => sum + took, 0) / 60)
  const days = last.map(({ startedAt }) => startedAt.slice(0, 10)).sort()
  const span = [...new Set([days.at(0), days.at(-1)])].join(' to ')
  const machines = last.map(({ machine }) =>
    machine === undefined ? '' : `, on ${machine.cores} cores and ${machine.gigabytes} GB`,
  )
  const profiles = last.map(({ profile = 'unknown' }) => profile)
  return (
    `**${good} of ${catalogue.length} passed**, ${thrice} of them three times in a row or more. Together these runs took ` +
    `${minutes} minutes (${span}), with the ${[...new Set(profiles)].join(' and ')} rules` +
    `${[...new Set(machines)].join('')}, at ${usualOrdersPerSecond} orders/s unless the row says otherwise.`
  )
}

function detectionRow(result: ScenarioResult, alert: AlertResult): string[] {
  return [
    result.scenario,
    alert.alert,
    firedAfter(alert),
    seconds(alert.needed) ?? '',
    `${alert.withinSeconds} s`,
    alert.resolvedAfter === undefined
      ? ''
      : `${alert.resolvedAfter} s after the ${alert.resolvesAfter}`,
    measured(result),
  ]
}

function outcomeRow(result: ScenarioResult, streak: string): string[] {
  const { scenario, fixes, allowed, unexpected, residue } = result
  const right = fixes.filter(({ kind }) => kind === 'right')
  const wrong = fixes.filter(({ kind, passed: good }) => kind === 'wrong' && good)
  return [
    scenario,
    evidenceOf(result),
    right.map(({ fix, seconds: took, passed: good }) => `${fix}: ${good ? took : 'not'} s`).join(),
    wrong.map(({ fix }) => fix).join(', '),
    [...allowed, ...unexpected.map(name => `**${name}**`)].join(', '),
    residue.length === 0 ? 'none' : String(residue.length),
    `${result.seconds} s`,
    result.usage === undefined ? '' : result.usage.cores.toFixed(2),
    result.usage === undefined ? '' : megabytes(result.usage.bytes),
    passed(result) ? 'passed' : '**failed**',
    streak,
    measured(result),
  ]
}

function evidenceOf({ evidence }: ScenarioResult): string {
  return evidence === undefined ? '' : `${evidence.text}: ${Number(evidence.value.toPrecision(3))}`
}

function inARow(
  history: readonly ScenarioResult[],
  catalogue: Catalogue,
  scenario: string,
): string {
  const entry = catalogue.find(({ id }) => id === scenario)
  if (entry === undefined) return ''
  const { runs, inARow: good } = streakOf(history, entry)
  return `${good} of ${runs}`
}

function firedAfter({ firedAfter: after, firedAfterFirstAct: whole }: AlertResult): string {
  const text = seconds(after) ?? 'never'
  return whole === undefined ? text : `${text} (${whole} s)`
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value} s`
}
