import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { parse } from 'yaml'
import { jobs } from '../jobs.ts'
import { defaultLinks } from '../links.ts'
import type { ProfileName } from '../profiles.ts'
import type { LintContext, PlacedRule, RuleFileJson } from './model.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** The committed rule files of a profile, parsed, by their names. */
export function readRuleFiles(profile: ProfileName): Map<string, RuleFileJson> {
  const folder = join(root, 'prometheus', 'rules', profile)
  return new Map(
    readdirSync(folder).map(file => [file, parse(readFileSync(join(folder, file), 'utf8'))]),
  )
}

/** Every rule of the files, with its place. */
export function placeRules(files: ReadonlyMap<string, RuleFileJson>): PlacedRule[] {
  return [...files].flatMap(([file, { groups }]) =>
    groups.flatMap(({ rules }) =>
      rules.map(rule => ({ where: `${file} / ${rule.alert ?? rule.record}`, rule })),
    ),
  )
}

/** What the checks compare with: the catalogue, the committed scrape, runbooks and dashboards. */
export function readLintContext(): LintContext {
  const runbooks = join(root, 'docs', 'runbooks')
  const samples = readFileSync(join(root, 'prometheus', 'metric-samples.json'), 'utf8')
  return {
    labelsOfSeries: new Map(catalogue.flatMap(seriesOf)),
    recorded: new Set(
      catalogue.filter(({ source }) => source === 'recorded').map(({ name }) => name),
    ),
    scraped: new Set(Object.keys(JSON.parse(samples))),
    runbooks: new Map(
      readdirSync(runbooks).map(file => [
        basename(file, '.md'),
        readFileSync(join(runbooks, file), 'utf8'),
      ]),
    ),
    runbookBase: defaultLinks.runbooks,
    dashboardBase: defaultLinks.dashboards,
    dashboardUids: new Set(dashboardUids()),
    jobs: new Set(Object.values(jobs)),
  }
}

/** A histogram is stored as three kinds of series, none under its own name. */
function seriesOf({ name, type, labels }: MetricSpec): [string, Set<string>][] {
  if (type !== 'histogram') return [[name, new Set(labels)]]
  return [
    [`${name}_sum`, new Set(labels)],
    [`${name}_count`, new Set(labels)],
    [`${name}_bucket`, new Set([...labels, 'le'])],
  ]
}

function dashboardUids(): string[] {
  return globSync(join(root, 'grafana', 'dashboards', '*.json')).map(
    file => JSON.parse(readFileSync(file, 'utf8')).uid,
  )
}
