import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { defaultLinks } from '@firedrill/prometheus/links'
import { prometheusUrlFrom } from './config.ts'
import { generatedFiles } from './generated-files.ts'
import { checkDashboards, type LiveReport } from './live/check-dashboards.ts'
import { prometheusApi } from './live/prometheus-api.ts'

// Asks the Prometheus of a running, healthy stack every query of every panel.
// Exit code 1: a panel without data, a query that is refused, or a metric that nobody exports.
// --wait SECONDS: a stack that has just started gets so long until its slowest series are there.
const { values: options } = parseArgs({
  options: { verbose: { type: 'boolean' }, wait: { type: 'string', default: '0' } },
})
const deadline = Date.now() + Number(options.wait) * 1000
const dashboards = [...generatedFiles(defaultLinks).values()].map(text => JSON.parse(text))
try {
  const prometheus = prometheusApi(prometheusUrlFrom(process.env))
  let report = await checkDashboards(dashboards, prometheus)
  while (report.problems.length > 0 && Date.now() < deadline) {
    console.log(`${report.problems.length} problems so far, first: ${report.problems[0]}`)
    await wait(5000)
    report = await checkDashboards(dashboards, prometheus)
  }
  if (options.verbose) printResults(report)
  for (const problem of report.problems) console.error(`✗ ${problem}`)
  console.log(summary(report))
  process.exitCode = report.problems.length === 0 ? 0 : 1
} catch (error) {
  console.error(`check-live: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

function printResults({ results }: LiveReport): void {
  for (const { where, outcome, detail, emptyQueries } of results) {
    console.log(`${outcome.padEnd(6)} ${where}: ${detail}`)
    for (const expr of emptyQueries) console.log(`         nothing: ${expr}`)
  }
}

function summary({ problems, results }: LiveReport): string {
  const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length
  return (
    `check-live: ${count('data')} panels with data, ${count('silent')} rightly silent, ` +
    `${problems.length} problems`
  )
}
