import { type Jobs, jobs, ofJob } from '@firedrill/prometheus/jobs'
import type { Links } from '@firedrill/prometheus/links'
import { brokers } from './dashboards/brokers/brokers.ts'
import { consumers } from './dashboards/consumers/consumers.ts'
import { buildDashboard } from './dashboards/dashboard.ts'
import { ledger } from './dashboards/ledger/ledger.ts'
import { overview } from './dashboards/overview/overview.ts'
import { producers } from './dashboards/producers/producers.ts'
import { rebalances } from './dashboards/rebalances/rebalances.ts'
import { scenario } from './dashboards/scenario/scenario.ts'
import { slo } from './dashboards/slo/slo.ts'
import { topics } from './dashboards/topics/topics.ts'

const sources = [overview, brokers, producers, consumers, rebalances, ledger, topics, scenario, slo]

/**
 * Every generated dashboard: JSON by file name in `grafana/dashboards/`.
 * @param theirs what the scrape jobs are called where the dashboards are shown
 */
export function generatedFiles(links: Links, theirs: Jobs = jobs): Map<string, string> {
  const asWritten = (key: string, value: unknown) => inJobs(theirs, ontoThePage(key, value))
  return new Map(
    sources.map(source => [
      `${source.uid.replace('firedrill-', '')}.json`,
      `${JSON.stringify(buildDashboard(source, links), asWritten, 2)}\n`,
    ]),
  )
}

/** Left out, a link or annotation stands on the page; the SDK would put it into a menu. */
function ontoThePage(key: string, value: unknown): unknown {
  return key === 'placement' && value === 'inControlsMenu' ? undefined : value
}

/** A query that selects one of our jobs, for the job that has its place elsewhere. */
function inJobs(theirs: Jobs, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const names = Object.keys(jobs) as (keyof Jobs)[]
  const renamed = names.filter(name => theirs[name] !== jobs[name])
  return renamed.reduce(
    (query, name) => query.replaceAll(`job="${jobs[name]}"`, () => ofJob(theirs[name])),
    value,
  )
}
