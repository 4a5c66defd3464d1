import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Links } from '@firedrill/prometheus/links'
import { catalogue, seriesOf } from '@firedrill/service-kit/metrics/catalogue'
import { dashboardNames } from '../dashboards/names.ts'
import { readFeatureTable } from './feature-table.ts'
import type { LintContext } from './model.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** What the checks compare with: the catalogue, the runbooks, the table of features. */
export function readLintContext(links: Links): LintContext {
  const runbooks = readdirSync(join(root, 'docs', 'runbooks')).map(file => basename(file, '.md'))
  return {
    seriesNames: new Set(catalogue.flatMap(seriesOf)),
    runbooks: new Set(runbooks),
    runbookBase: links.runbooks,
    dashboardUids: new Set(Object.keys(dashboardNames)),
    features: readFeatureTable(readFileSync(join(root, 'grafana', 'README.md'), 'utf8')),
  }
}
