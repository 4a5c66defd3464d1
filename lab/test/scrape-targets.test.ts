import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { announceTargets } from '../src/scrape-targets.ts'

test('Prometheus is told of the lab while it runs, and no longer', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'fd-lab-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'lab', 'targets.json')
  const config = readConfig({ LAB_TARGETS_FILE: file, LAB_PORT: '8200', CLUSTER_NAME: 'mine' })
  const withdraw = announceTargets(config)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), [
    { targets: ['127.0.0.1:8200'], labels: { instance: 'lab', cluster: 'mine' } },
    { targets: ['127.0.0.1:18692'], labels: { instance: 'rabbitmq', cluster: 'mine' } },
  ])
  await withdraw()
  assert.equal(existsSync(file), false)
})

test('without a Prometheus nothing is written', async () => {
  await announceTargets(readConfig({}))()
})
