import type { Links } from '@firedrill/prometheus/links'
import { brokers } from './dashboards/brokers/brokers.ts'
import { consumers } from './dashboards/consumers/consumers.ts'
import { buildDashboard } from './dashboards/dashboard.ts'
import { lab } from './dashboards/lab/lab.ts'
import { ledger } from './dashboards/ledger/ledger.ts'
import { overview } from './dashboards/overview/overview.ts'
import { producers } from './dashboards/producers/producers.ts'
import { rebalances } from './dashboards/rebalances/rebalances.ts'
import { scenario } from './dashboards/scenario/scenario.ts'
import { slo } from './dashboards/slo/slo.ts'
import { topics } from './dashboards/topics/topics.ts'

const sources = [
  ...[overview, brokers, producers, consumers, rebalances, ledger, topics, scenario, slo],
  lab,
]

/** Every generated dashboard: JSON by file name in `grafana/dashboards/`. */
export function generatedFiles(links: Links): Map<string, string> {
  return new Map(
    sources.map(source => [
      `${source.uid.replace('firedrill-', '')}.json`,
      `${JSON.stringify(buildDashboard(source, links), ontoThePage, 2)}\n`,
    ]),
  )
}

/** Left out, a link or annotation stands on the page; the SDK would put it into a menu. */
function ontoThePage(key: string, value: unknown): unknown {
  return key === 'placement' && value === 'inControlsMenu' ? undefined : value
}
