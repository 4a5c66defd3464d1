import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diskFills } from '../../src/scenarios/disk-fills.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('a machine that runs short ends the run and everything is put back', async t => {
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  stack.shortage = 'only 100 MB of the disk are free'
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(parts.store.get(run.id)?.reason, 'guarded')
  const said = ended.timeline.map(({ text }) => text).join('\n')
  assert.match(said, /Of this machine only 100 MB of the disk are free\n.*Ended by its guard/)
  assert.equal(stack.processes['kafka-3'], 'running')
})

test('the guard of a scenario is asked of Prometheus, whose silence ends nothing', async t => {
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  ;(parts as { scenarios: unknown }).scenarios = [diskFills]
  const exceeded = diskFills.guard?.exceeded ?? assert.fail()
  let asked = 0
  stack.prometheus.query = async expr => {
    if (expr !== exceeded) return []
    asked += 1
    if (asked < 3) throw new Error('no answer')
    return [{ labels: {}, value: 1 }]
  }
  const { body: run } = await call('POST', '/runs', { scenario: 'disk-fills' })
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(asked, 3)
  assert.match(ended.timeline.map(({ text }) => text).join('\n'), /1\.4 times their disk budget/)
  assert.ok(stack.acts.includes('remove drill-audit'))
})
