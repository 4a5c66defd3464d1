import { formatTable } from '../table.ts'
import { passed, type ScenarioResult } from './result.ts'

const heads = [
  'scenario',
  'alert',
  'window',
  'fired after',
  'resolved after',
  'unexpected alerts',
  'residue',
  'verdict',
]

/** The whole verification as text: alerts, fixes, problems and one line that sums it up. */
export function formatReport(results: ScenarioResult[]): string {
  const parts = [formatTable(heads, results.flatMap(alertRows), [2, 3])]
  const fixes = results.flatMap(fixRows)
  if (fixes.length > 0) {
    parts.push(formatTable(['scenario', 'fix', 'kind', 'took', 'verdict'], fixes, [3]))
  }
  const problems = results.flatMap(({ scenario, round, problems: texts }) =>
    texts.map(text => `✗ ${scenario} (round ${round}): ${text}`),
  )
  if (problems.length > 0) parts.push(problems.join('\n'))
  return `\n${[...parts, summaryLine(results)].join('\n\n')}\n`
}

/** "verify: 5 passed, 0 failed": read by machines too. */
export function summaryLine(results: ScenarioResult[]): string {
  const good = results.filter(passed).length
  return `verify: ${good} passed, ${results.length - good} failed`
}

function alertRows(result: ScenarioResult): string[][] {
  const { scenario, alerts, unexpected, residue } = result
  const tail = [
    unexpected.join(', ') || 'none',
    residue.length === 0 ? 'none' : String(residue.length),
    passed(result) ? 'passed' : 'FAILED',
  ]
  if (alerts.length === 0) return [[scenario, '(silence)', '', '', '', ...tail]]
  return alerts.map((one, index) => [
    index === 0 ? scenario : '',
    one.alert,
    `${one.withinSeconds} s`,
    one.firedAfter === undefined ? 'never' : `${one.firedAfter} s`,
    one.resolvedAfter === undefined ? '–' : `${one.resolvedAfter} s after ${one.resolvesAfter}`,
    ...(index === 0 ? tail : ['', '', '']),
  ])
}

function fixRows({ scenario, fixes }: ScenarioResult): string[][] {
  return fixes.map(({ fix, kind, passed: good, seconds }, index) => {
    const verdict = kind === 'right' ? 'recovered' : 'did not help'
    const opposite = kind === 'right' ? 'DID NOT RECOVER' : 'DID NOT LEAVE THE FAULT IN'
    return [index === 0 ? scenario : '', fix, kind, `${seconds} s`, good ? verdict : opposite]
  })
}
