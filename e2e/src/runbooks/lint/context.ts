import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { kafkaTools } from '../../../../native/src/kafka-tools/tools.ts'
import { scenarios } from '../../../../services/chaos/src/scenarios/index.ts'
import type { LintContext } from './model.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
export const runbookPath = join(root, 'docs', 'runbooks')

interface Dashboard {
  readonly title: string
  readonly panels: readonly { readonly title: string }[]
}

/** From the committed sources and files, for pages of the project itself. */
export function readLintContext(): LintContext {
  const ports = Object.entries(parseEnv(readFileSync(join(root, '.env'), 'utf8'))).filter(([key]) =>
    key.endsWith('_PORT'),
  )
  return {
    kafkaTools: new Set(kafkaTools.map(({ name }) => name)),
    scenarios: new Map(scenarios.map(({ id, expect }) => [id, alertsOf(expect)])),
    raised: new Set(scenarios.flatMap(({ expect }) => expect.fires.map(({ alert }) => alert))),
    dashboards: new Map(readDashboards().map(({ title, panels }) => [title, titles(panels)])),
    ports: new Set(ports.map(([, port]) => `${port}`)),
    processes: new Set(
      ports
        .map(([key]) => key.replace(/(_JMX|_CONTROLLER)?_PORT$/, ''))
        .map(name => name.toLowerCase().replaceAll('_', '-')),
    ),
    exists: path => existsSync(resolve(runbookPath, path)),
  }
}

function alertsOf({ fires, mayFire }: (typeof scenarios)[number]['expect']): Set<string> {
  return new Set([...fires, ...mayFire].map(({ alert }) => alert))
}

function readDashboards(): Dashboard[] {
  return globSync(join(root, 'grafana', 'dashboards', '*.json')).map(file =>
    JSON.parse(readFileSync(file, 'utf8')),
  )
}

function titles(panels: Dashboard['panels']): Set<string> {
  return new Set(panels.map(({ title }) => title))
}
