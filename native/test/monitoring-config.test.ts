import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { after, describe, it } from 'node:test'
import { labTargets } from '../src/commands/lab.ts'
import { layoutOf } from '../src/layout.ts'
import { writeMonitoringConfig } from '../src/prepare/monitoring-config.ts'
import { root, temporaryConfig } from './fixtures/stack.ts'

describe('the configuration of Prometheus and Alertmanager', () => {
  const { config, dispose } = temporaryConfig()
  const layout = layoutOf(config)
  after(dispose)

  for (const rulesProfile of ['training', 'production'] as const) {
    it(`is that of the ${rulesProfile} profile`, () => {
      writeMonitoringConfig({ ...config, rulesProfile }, layout)
      const text = readFileSync(join(layout.prometheus, 'prometheus.yml'), 'utf8')
      const source = join(root, 'prometheus', 'config', `${rulesProfile}.yml`)
      assert.equal(text, readFileSync(source, 'utf8'))
      const rules = readdirSync(join(root, 'prometheus', 'rules', rulesProfile))
      assert.deepEqual(readdirSync(join(layout.prometheus, 'rules')), rules)
    })
  }

  it('has the targets of compose, at the addresses of this machine', () => {
    writeMonitoringConfig(config, layout)
    const folder = join(root, 'prometheus', 'targets', 'compose')
    for (const file of readdirSync(folder)) {
      const compose = readTargets(join(folder, file))
      const native = readTargets(join(layout.prometheus, 'targets', file))
      assert.deepEqual(
        native.map(one => one.labels),
        compose.map(one => one.labels),
        file,
      )
      for (const { targets } of native) assert.match(targets[0] ?? '', /^127\.0\.0\.1:\d+$/)
    }
  })

  it('has a place for the targets of the lab, empty after each start', () => {
    const file = labTargets(layout)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '[]')
    writeMonitoringConfig(config, layout)
    assert.deepEqual(readdirSync(dirname(file)), [])
    const text = readFileSync(join(layout.prometheus, 'prometheus.yml'), 'utf8')
    assert.ok(text.includes(relative(layout.prometheus, file)))
  })

  it('lets Alertmanager find the console', () => {
    const ports = { ...config.ports, CHAOS_PORT: 8765 }
    writeMonitoringConfig({ ...config, ports }, layout)
    const text = readFileSync(layout.alertmanagerConfig, 'utf8')
    assert.match(text, /http:\/\/127\.0\.0\.1:8765\/alerts\/webhook/)
    assert.doesNotMatch(text, /chaos:8080/)
  })
})

function readTargets(path: string): { targets: string[]; labels: object }[] {
  return JSON.parse(readFileSync(path, 'utf8'))
}
