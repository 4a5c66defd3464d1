import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { TopicAdmin } from '../../src/clients/kafka/topics.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

/** A group that consumed 1,000 records, and whose offsets then passed so many. */
function groupThatPassed(records: number) {
  return async (selector: string) => {
    const start = Date.now() / 1000 - 30
    const value = selector.includes('committed_offset') ? records : 1000
    const samples = [[start, 0] as const, [start + 29, value] as const]
    return [{ labels: {}, samples }]
  }
}

test('offsets that were moved by hand leave the run active, whatever the metrics say', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  stack.prometheus.range = groupThatPassed(9000)
  const { body: run } = await call('POST', '/runs', { scenario: 'consumers-gone', ttlSeconds: 12 })
  await reach(run.id, 'ACTIVE')
  const offsets = { group: 'email-service', topic: 'orders', to: 'latest' }
  await call('POST', '/actions', { action: 'offsets', params: offsets })
  // The lag is gone and no alert fires: all that Prometheus can see is well.
  stack.holds = () => true
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(ended.recovered, false)
  assert.ok(ended.timeline.some(({ state }) => state === 'EXPIRED'))
})

test('the same group recovers when it has consumed what its offsets passed', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  stack.prometheus.range = groupThatPassed(9000)
  const { body: run } = await call('POST', '/runs', { scenario: 'consumers-gone', ttlSeconds: 60 })
  await reach(run.id, 'ACTIVE')
  stack.holds = () => true
  await new Promise(resolve => setTimeout(resolve, 100))
  stack.prometheus.range = groupThatPassed(1000)
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(ended.recovered, true)
})

/** Whether the run recovers when all metrics are well and this was done to its topic. */
async function recoversAfter(t: TestContext, act: (topics: TopicAdmin) => Promise<void>) {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const start = { scenario: 'offline-partitions', ttlSeconds: 12 }
  const { body: run } = await call('POST', '/runs', start)
  await reach(run.id, 'ACTIVE')
  let looked = false
  stack.holds = () => {
    looked = true
    return false
  }
  await until('a first look', () => looked || undefined)
  await act(stack.context.kafka.topics)
  stack.holds = () => true
  return (await reach(run.id, 'RECOVERED')).recovered
}

test('a topic that was deleted leaves the run active, even when it is made anew', async t => {
  const topic = 'drill-receipts'
  const verdicts = await Promise.all([
    recoversAfter(t, async () => {}),
    recoversAfter(t, topics => topics.remove(topic)),
    recoversAfter(t, async topics => {
      await topics.remove(topic)
      await topics.create({ topic, assignments: [[1], [1], [1]], config: {} })
    }),
  ])
  assert.deepEqual(verdicts, [true, false, false])
})
