import { defaultLinks } from '@firedrill/prometheus/links'
import { prometheusUrlFrom } from './config.ts'
import { generatedFiles } from './generated-files.ts'
import { metricsScraped } from './lint/metrics-scraped.ts'
import type { DashboardJson } from './lint/model.ts'
import { choicesFor } from './live/choices.ts'
import { evaluatePanels, type PanelResult } from './live/evaluate.ts'
import { prometheusApi } from './live/prometheus-api.ts'

// Asks the Prometheus of a running, healthy stack every query of every panel.
// Exit code 1: a panel without data, a query that is refused, or a metric that nobody exports.
const prometheus = prometheusApi(prometheusUrlFrom(process.env))
const verbose = process.argv.includes('--verbose')
const names = await prometheus.metricNames()
const results: PanelResult[] = []
let problems = 0
for (const text of generatedFiles(defaultLinks).values()) {
  const dashboard = JSON.parse(text) as DashboardJson
  for (const { where, problem } of metricsScraped(dashboard, names)) report(where, problem)
  for (const choice of await choicesFor(dashboard, prometheus)) {
    results.push(...(await evaluatePanels(dashboard, choice, prometheus)))
  }
}
for (const { where, outcome, detail, emptyQueries, unnamed } of results) {
  for (const label of unnamed) report(where, `no series has the label ${label} of its name`)
  if (outcome === 'empty') report(where, 'no data')
  if (outcome === 'error') report(where, detail)
  if (verbose) console.log(`${outcome.padEnd(6)} ${where}: ${detail}`)
  if (verbose) for (const expr of emptyQueries) console.log(`         nothing: ${expr}`)
}
const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length
console.log(
  `check-live: ${count('data')} panels with data, ${count('silent')} rightly silent, ` +
    `${problems} problems`,
)
process.exitCode = problems === 0 ? 0 : 1

function report(where: string, problem: string): void {
  problems += 1
  console.error(`✗ ${where}: ${problem}`)
}
