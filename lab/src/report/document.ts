import { systemNames } from '../systems/system.ts'
import { formatRatio, formatValue } from './format.ts'
import type { Report, Result } from './report.ts'

const marks = { begin: '<!-- figures: begin -->', end: '<!-- figures: end -->' }

/**
 * Puts the figures of a report between the marks of the page; all else of it is written by hand.
 * @throws RangeError when the page has no such marks
 */
export function replaceTables(page: string, report: Report): string {
  const [before, rest] = page.split(marks.begin)
  const after = rest?.split(marks.end)[1]
  if (before === undefined || after === undefined) throw new RangeError(`no ${marks.begin}`)
  return `${before}${marks.begin}\n\n${renderFigures(report)}\n\n${marks.end}${after}`
}

/** The figures as Markdown: what was measured where, and a table for each experiment. */
export function renderFigures(report: Report): string {
  return [renderCircumstances(report), ...report.results.map(renderTable)].join('\n\n')
}

function renderCircumstances(report: Report): string {
  const { measuredAt, machine, busyBefore, versions, sizes, seed } = report
  const gigabytes = (machine.memoryBytes / 1024 ** 3).toFixed(0)
  return (
    `Measured on ${measuredAt.slice(0, 10)} by \`./firedrill lab --write\` on a machine with ` +
    `${machine.processors} processors and ${gigabytes} GB, on ` +
    `which other programs made a load of ${busyBefore.toFixed(1)} before it began: one Kafka ${versions.kafka} broker ` +
    `beside one RabbitMQ ${versions.rabbitmq} node, both new and empty, both at their defaults for ` +
    `the disk; ${sizes.orders.toLocaleString('en-US')} orders of ${sizes.accounts} accounts a ` +
    `round, seed ${seed}.`
  )
}

function renderTable({ title, method, findings, balances }: Result): string {
  const rows = findings.map(finding => {
    const sides = systemNames.map(name => formatValue(finding.values[name], finding.unit))
    return `| ${[finding.measure, ...sides, formatRatio(finding)].join(' | ')} |`
  })
  return [
    `### ${title}`,
    '',
    method,
    '',
    '|  | Kafka | RabbitMQ | Kafka : RabbitMQ |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
    renderBalances(Object.values(balances)),
  ].join('\n')
}

function renderBalances(balances: readonly Result['balances'][string][]): string {
  const sum = (number: (balance: Result['balances'][string]) => number) =>
    balances.reduce((total, balance) => total + number(balance), 0).toLocaleString('en-US')
  return (
    `Ledgers: ${sum(one => one.intended)} orders meant, ` +
    `${sum(({ systems }) => systems.kafka.effects)} done through Kafka and ` +
    `${sum(({ systems }) => systems.rabbitmq.effects)} through RabbitMQ, ` +
    `${sum(({ systems }) => systems.kafka.lost + systems.rabbitmq.lost)} lost, ` +
    `${sum(one => one.differences)} differences.`
  )
}
