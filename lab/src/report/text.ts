import { systemNames } from '../systems/system.ts'
import { formatValue } from './format.ts'
import { problemsOf, type Result } from './report.ts'

/** A result for the terminal. */
export function renderResult(result: Result): string {
  const rows = result.findings.map(({ measure, unit, values }) => [
    measure,
    ...systemNames.map(name => formatValue(values[name], unit)),
  ])
  const table = [['', 'Kafka', 'RabbitMQ'], ...rows]
  const widths = [0, 1, 2].map(column => Math.max(...table.map(row => row[column]?.length ?? 0)))
  const lines = table.map(([first = '', ...rest]) => {
    const cells = rest.map((cell, index) => cell.padStart(widths[index + 1] ?? 0))
    return `  ${[first.padEnd(widths[0] ?? 0), ...cells].join('   ')}`
  })
  const problems = problemsOf(result)
  const head = `${problems.length === 0 ? '✔' : '✖'} ${result.title} (${result.seconds.toFixed(0)} s)`
  return [head, ...lines, ...problems.map(problem => `  ✖ ${problem}`)].join('\n')
}
