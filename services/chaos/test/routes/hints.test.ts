import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('hints are revealed step by step, the first with what is measured now', async t => {
  const stack = createStackDouble()
  const asked: string[] = []
  stack.prometheus.query = async expr => {
    asked.push(expr)
    return [
      { labels: { instance: 'kafka-1', cluster: 'x', job: 'kafka' }, value: 3 },
      { labels: { instance: 'kafka-2' }, value: 12.34567 },
      { labels: { instance: 'kafka-3' }, value: Number.NaN },
    ]
  }
  const { call, reach } = await createTestService(t, stack)
  const params = { broker: 'kafka-2' }
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down', params })
  await reach(run.id, 'ACTIVE')
  const one = await call('GET', `/runs/${run.id}/hints`)
  assert.equal(one.body.of, 3)
  assert.equal(one.body.hints.length, 1)
  assert.deepEqual((await call('GET', `/runs/${run.id}/hints?step=1`)).body, one.body)
  assert.deepEqual(one.body.hints[0].now, ['instance kafka-2: 12.35', 'instance kafka-1: 3'])
  assert.ok(asked.includes('kafka_server_replicamanager_under_replicated_partitions'))
  const all = await call('GET', `/runs/${run.id}/hints?step=3`)
  assert.deepEqual(
    all.body.hints.map(({ step }: { step: number }) => step),
    [1, 2, 3],
  )
  assert.match(all.body.hints[2].text, /^Cause: /)
  assert.equal(all.body.hints[2].now, undefined)
  assert.deepEqual(
    all.body.hints.map(({ inThisRun }: { inThisRun?: string[] }) => inThisRun),
    [undefined, undefined, ['broker kafka-2']],
  )
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('a silent Prometheus costs the values only; a step that does not exist is 422', async t => {
  const stack = createStackDouble()
  stack.prometheus.query = async () => {
    throw new Error('no answer')
  }
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const { body } = await call('GET', `/runs/${run.id}/hints?step=1`)
  assert.equal(body.hints[0].now, undefined)
  for (const step of [0, 4]) {
    assert.equal((await call('GET', `/runs/${run.id}/hints?step=${step}`)).status, 422)
  }
  assert.equal((await call('GET', '/runs/nobody/hints')).status, 404)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})
