import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { alerts, recordingsOf } from '../catalogue.ts'
import type { OwnedText, Texts } from './metric-uses.ts'

/**
 * Collects what may use a metric: the rules from their sources, dashboards and runbooks from
 * their files.
 * @param root the project's folder
 */
export function readTexts(root: string): Texts {
  const read = (pattern: string) =>
    globSync(pattern, { cwd: root })
      .toSorted()
      .map((path): OwnedText<string> => [path, readFileSync(join(root, path), 'utf8')])
  return {
    alerts: alerts.map(alert => [alert, alert.expr('production')]),
    recordings: recordingsOf('production').map(({ record, expr }) => [record.name, expr]),
    dashboards: read('grafana/dashboards/*.json').flatMap(([, text]) => panelQueries(text)),
    runbooks: read('docs/runbooks/*.md').map(([path, text]) => [basename(path, '.md'), text]),
  }
}

interface Dashboard {
  readonly title: string
  readonly panels: readonly { readonly targets?: readonly { readonly expr?: string }[] }[]
}

function panelQueries(json: string): OwnedText<string>[] {
  const { title, panels } = JSON.parse(json) as Dashboard
  return panels
    .flatMap(({ targets = [] }) => targets)
    .map((target): OwnedText<string> => [title, target.expr ?? ''])
}
