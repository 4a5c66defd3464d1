import { cpus, totalmem } from 'node:os'
import { type AlertResult, passed, type ScenarioResult } from './result.ts'

/** What an alert needs at least: `for`, and the intervals of scrape and evaluation. */
export type Holds = ReadonlyMap<string, { forSeconds: number; everySeconds: number }>

interface PageParts {
  readonly results: readonly ScenarioResult[]
  readonly holds: Holds
  readonly profile: string
}

/** docs/verification.md: what was measured, by this command, on this machine. */
export function verificationPage({ results, holds, profile }: PageParts): string {
  const good = results.filter(passed).length
  const minutes = Math.round(results.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
  const days = results.map(({ startedAt }) => startedAt.slice(0, 10)).sort()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `# Verification

Made by \`./firedrill verify --all --report\`: each scenario broken on a real cluster, every expected alert
awaited, every wrong fix held, the right fix applied, everything put back.

**${good} of ${results.length} passed** in ${minutes} minutes on ${days[0] ?? 'no day'}, with the ${profile}
rules, on ${cpus().length} cores and ${memory} GB.

## Detection

*At least* is what no rule can beat: one scrape, one evaluation and the time that the rule has to hold. What comes on top
is the time that the fault takes to show.

${table(
  ['scenario', 'alert', 'fired after', 'at least', 'window', 'resolved after'],
  results.flatMap(result => result.alerts.map(alert => detectionRow(result, alert, holds))),
)}
## Fixes and traces

*Cores* (over 20 s) and *memory* are the most that brokers, services, Prometheus and Alertmanager took at once while the
scenario ran.

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
  ],
  results.map(outcomeRow),
)}${problems(results)}`
}

function detectionRow({ scenario }: ScenarioResult, alert: AlertResult, holds: Holds): string[] {
  const hold = holds.get(alert.alert)
  return [
    scenario,
    alert.alert,
    seconds(alert.firedAfter) ?? 'never',
    hold === undefined ? '' : `${hold.forSeconds + 2 * hold.everySeconds} s`,
    `${alert.withinSeconds} s`,
    alert.resolvedAfter === undefined
      ? ''
      : `${alert.resolvedAfter} s after the ${alert.resolvesAfter}`,
  ]
}

function outcomeRow(result: ScenarioResult): string[] {
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
  ]
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
