import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'docs', 'runbooks')
const runbooks = readdirSync(folder).filter(file => file.endsWith('.md'))

interface Dashboard {
  readonly title: string
  readonly panels: readonly { readonly title: string }[]
}

const dashboards = globSync(join(root, 'grafana', 'dashboards', '*.json')).map(
  file => JSON.parse(readFileSync(file, 'utf8')) as Dashboard,
)

test('each runbook has the five sections in their order and a command to run', () => {
  for (const file of runbooks) {
    const text = readFileSync(join(folder, file), 'utf8')
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
    const headings = [...prose.matchAll(/^##? (.+)$/gm)].map(match => match[1])
    const sections = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Drill']
    assert.deepEqual(headings, [basename(file, '.md'), ...sections], file)
    assert.match(text, /^\.\/firedrill /m, file)
  }
})

test('each panel that a runbook names exists on the dashboard it names', () => {
  for (const file of runbooks) {
    const text = readFileSync(join(folder, file), 'utf8')
    const line = /^Dashboard \*\*(.+)\*\*: (.+)\.$/m.exec(text)
    const dashboard = dashboards.find(({ title }) => title === line?.[1])
    assert.ok(dashboard, `${file} names no dashboard`)
    for (const [, panel] of (line?.[2] ?? '').matchAll(/\*([^*]+)\*/g)) {
      assert.ok(
        dashboard.panels.some(({ title }) => title === panel),
        `${file}: no panel ${JSON.stringify(panel)}`,
      )
    }
  }
})

test('each drill that a runbook names is a scenario', () => {
  const folderOfScenarios = join(root, 'services', 'chaos', 'src', 'scenarios')
  const scenarios = new Set(readdirSync(folderOfScenarios).map(file => basename(file, '.ts')))
  for (const file of runbooks) {
    const [, drill = ''] = readFileSync(join(folder, file), 'utf8').split('## Drill')
    for (const [, id = ''] of drill.matchAll(/firedrill verify ([\w-]+)/g)) {
      assert.ok(scenarios.has(id), `${file}: no drill ${id}`)
    }
  }
})
