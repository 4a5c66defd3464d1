import { cpus, totalmem } from 'node:os'
import { type AlertResult, passed, type ScenarioResult } from './result.ts'
import { streakOf } from './streak.ts'

/** What an alert needs by itself: `for`, and the intervals of scrape and evaluation. */
export type Holds = ReadonlyMap<string, { forSeconds: number; everySeconds: number }>

interface PageParts {
  readonly results: readonly ScenarioResult[]
  /** Everything recorded, earlier rounds included, in the order in which it was found. */
  readonly history: readonly ScenarioResult[]
  readonly holds: Holds
  readonly profile: string
}

/** docs/verification.md: what was measured, by this command, on this machine. */
export function verificationPage({ results, history, holds, profile }: PageParts): string {
  const good = results.filter(passed).length
  const minutes = Math.round(results.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
  const days = results.map(({ startedAt }) => startedAt.slice(0, 10)).sort()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `# Verification

Made by \`./firedrill verify --report\`, with \`--all\` for the whole catalogue: each scenario broken on a real cluster,
every expected alert awaited, every wrong fix held, the right fix applied, everything put back.

**${good} of ${results.length} passed** in ${minutes} minutes on ${days[0] ?? 'no day'}, with the ${profile}
rules, on ${cpus().length} cores and ${memory} GB.

## Detection

*Needed* is what the rule takes by itself: one scrape, one evaluation and the time that it has to hold. A fault that comes
just before a scrape is seen up to both intervals earlier; what comes on top is the time that the fault takes to show.

${table(
  ['scenario', 'alert', 'fired after', 'needed', 'window', 'resolved after', 'measured'],
  results.flatMap(result => result.alerts.map(alert => detectionRow(result, alert, holds))),
)}
## Fixes and traces

*Cores* (over 20 s) and *memory* are the most that brokers, services, Prometheus and Alertmanager took at once while the
scenario ran. *In a row* is how many of the recorded runs of the scenario passed one after the other, up to the last one.

${table(
  [
    'scenario',
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
  results.map(result => outcomeRow(result, history)),
)}${problems(results)}`
}

function detectionRow(result: ScenarioResult, alert: AlertResult, holds: Holds): string[] {
  const hold = holds.get(alert.alert)
  return [
    result.scenario,
    alert.alert,
    seconds(alert.firedAfter) ?? 'never',
    hold === undefined ? '' : `${hold.forSeconds + 2 * hold.everySeconds} s`,
    `${alert.withinSeconds} s`,
    alert.resolvedAfter === undefined
      ? ''
      : `${alert.resolvedAfter} s after the ${alert.resolvesAfter}`,
    measured(result),
  ]
}

function outcomeRow(result: ScenarioResult, history: readonly ScenarioResult[]): string[] {
  const { scenario, fixes, allowed, unexpected, residue } = result
  const right = fixes.filter(({ kind }) => kind === 'right')
  const wrong = fixes.filter(({ kind, passed: good }) => kind === 'wrong' && good)
  return [
    scenario,
    right.map(({ fix, seconds: took, passed: good }) => `${fix}: ${good ? took : 'not'} s`).join(),
    wrong.map(({ fix }) => fix).join(', '),
    [...allowed, ...unexpected.map(name => `**${name}**`)].join(', '),
    residue.length === 0 ? 'none' : String(residue.length),
    `${result.seconds} s`,
    result.usage === undefined ? '' : result.usage.cores.toFixed(2),
    result.usage === undefined ? '' : `${Math.round(result.usage.bytes / 1024 ** 2)} MB`,
    passed(result) ? 'passed' : '**failed**',
    inARow(history, scenario),
    measured(result),
  ]
}

/** When, and what: "2026-11-24, 1fd4fa2". */
function measured({ startedAt, commit }: ScenarioResult): string {
  return `${startedAt.slice(0, 10)}, ${commit ?? 'unknown'}`
}

function inARow(history: readonly ScenarioResult[], scenario: string): string {
  const { runs, inARow: good } = streakOf(history, scenario)
  return runs < 2 ? '' : `${good} of ${runs}`
}

function problems(results: readonly ScenarioResult[]): string {
  const lines = results.flatMap(({ scenario, problems: all }) =>
    all.map(text => `- ${scenario}: ${text}\n`),
  )
  return lines.length === 0 ? '' : `\n## What failed\n\n${lines.join('')}`
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value} s`
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('')
}
