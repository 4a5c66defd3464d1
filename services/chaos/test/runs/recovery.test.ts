import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counted } from '../../src/runs/consumption.ts'
import { createRecovery } from '../../src/runs/recovery.ts'
import {
  type Condition,
  consumed,
  promql,
  settingIs,
  topicConfigIs,
} from '../../src/scenarios/recovery.ts'
import { createStackDouble, type StackDouble } from '../support/stack-double.ts'

const beginning = { createdAt: 1_000_000, injectedAt: 1_010_000, settings: {} }

const { kafka, services } = createStackDouble().context

function prometheus(holds: (expr: string) => boolean) {
  return {
    query: async (expr: string) => (holds(expr) ? [{ labels: {}, value: 0 }] : []),
    range: async () => [],
    firingAlerts: async () => [],
  }
}

test('every condition must hold for its time without a break', async () => {
  const holding = new Set(['a', 'b'])
  const conditions = [promql('a').for(4), promql('b').for(0)]
  const recovery = createRecovery(
    conditions,
    { kafka, services, prometheus: prometheus(expr => holding.has(expr)) },
    beginning,
  )
  const verdicts: boolean[] = []
  for (let now = 0; now <= 14_000; now += 2000) {
    if (now === 4000) holding.delete('a')
    if (now === 6000) holding.add('a')
    if (now === 12_000) holding.delete('b')
    verdicts.push(await recovery.evaluate(now))
  }
  assert.deepEqual(verdicts, [false, false, false, false, false, true, false, false])
})

test('no data is not recovered, and an error breaks the time', async () => {
  const silent = createRecovery(
    [promql('a').for(0)],
    { kafka, services, prometheus: prometheus(() => false) },
    beginning,
  )
  assert.equal(await silent.evaluate(0), false)

  let answer: () => boolean = () => true
  const flaky = createRecovery(
    [promql('a').for(4)],
    { kafka, services, prometheus: prometheus(() => answer()) },
    beginning,
  )
  await flaky.evaluate(0)
  answer = () => {
    throw new Error('no answer')
  }
  await assert.rejects(flaky.evaluate(2000))
  answer = () => true
  assert.equal(await flaky.evaluate(4000), false)
  assert.equal(await flaky.evaluate(8000), true)
  assert.equal(flaky.wasFalse, false)
})

test('a question that gets no answer does not hide that another condition was false', async () => {
  const client = {
    ...prometheus(() => false),
    range: () => Promise.reject(new Error('no answer')),
  }
  const conditions = [promql('a').for(0), consumed('g', 't', 1)]
  const recovery = createRecovery(conditions, { kafka, services, prometheus: client }, beginning)
  await assert.rejects(recovery.evaluate(0))
  assert.equal(recovery.wasFalse, true)
})

test('a moment in which nobody could look breaks the time too', async () => {
  const client = prometheus(() => true)
  const recovery = createRecovery(
    [promql('a').for(4)],
    { kafka, services, prometheus: client },
    beginning,
  )
  await recovery.evaluate(0)
  recovery.forget()
  assert.equal(await recovery.evaluate(4000), false)
  assert.equal(await recovery.evaluate(8000), true)
})

test('a counter is followed over restarts and counts whole when it appears late', () => {
  const series = (...samples: [number, number][]) => ({ labels: {}, samples })
  assert.equal(counted(series([1, 100], [2, 150]), 10), 50)
  assert.equal(counted(series([1, 100], [2, 150], [20, 30], [21, 40]), 10), 90)
  assert.equal(counted(series([12, 30], [13, 40]), 10), 40)
  assert.equal(counted(series(), 10), 0)
})

test('a backlog that was not consumed does not count, wherever the offsets are', async () => {
  const verdict = async (samples: [number, number][]) => {
    const range = async () => [{ labels: {}, samples }]
    const witnesses = { kafka, services, prometheus: { ...prometheus(() => true), range } }
    return createRecovery([consumed('g', 't', 500)], witnesses, beginning).evaluate(Date.now())
  }
  assert.equal(await verdict([[2000, 499]]), false)
  assert.equal(
    await verdict([
      [2000, 300],
      [2010, 500],
    ]),
    true,
  )
  assert.equal(
    await verdict([
      [2000, 300],
      [2010, 150],
      [2020, 200],
    ]),
    true,
    'over a restart',
  )
})

test('a whole topic counts as consumed when as much was consumed as was written', async () => {
  const verdict = async (done: number, written: { labels: object; value: number }[]) => {
    const range = async () => [{ labels: {}, samples: [[2000, done]] as [number, number][] }]
    const client = { ...prometheus(() => true), range, query: async () => written as never[] }
    const witnesses = { kafka, services, prometheus: client }
    return createRecovery([consumed('g', 't', 'all')], witnesses, beginning).evaluate(Date.now())
  }
  const written = [{ labels: {}, value: 10_000 }]
  assert.equal(await verdict(9600, written), true, 'some are on their way')
  assert.equal(await verdict(6000, written), false)
  assert.equal(await verdict(9600, []), false, 'nobody knows how much there is')
})

function look(stack: StackDouble, condition: Condition): Promise<boolean> {
  const { kafka, services } = stack.context
  const witnesses = { kafka, services, prometheus: prometheus(() => false) }
  return createRecovery([condition], witnesses, beginning).evaluate(0)
}

test('what is in force for a topic is asked of Kafka, be it an override or the default', async () => {
  const stack = createStackDouble()
  const key = 'unclean.leader.election.enable'
  assert.equal(await look(stack, topicConfigIs('orders', 'retention.ms', '1', '600000')), true)
  assert.equal(await look(stack, topicConfigIs('orders', 'retention.ms', '1')), false)
  stack.topics.orders = { [key]: 'true' }
  assert.equal(await look(stack, topicConfigIs('orders', key, 'false')), false)
  stack.topics.orders = {}
  stack.topicDefaults[key] = 'false'
  assert.equal(await look(stack, topicConfigIs('orders', key, 'false')), true)
  assert.equal(await look(stack, topicConfigIs('nowhere', key, 'false')), false)
})

test('a setting is asked of its service', async () => {
  const stack = createStackDouble()
  stack.settings.producer = { acks: 1 }
  assert.equal(await look(stack, settingIs('producer', 'acks', -1)), false)
  stack.settings.producer = { acks: -1 }
  assert.equal(await look(stack, settingIs('producer', 'acks', -1)), true)
  const own = settingIs('producer', 'topicOverrides.orders.acks', undefined, -1)
  assert.equal(await look(stack, own), true)
  stack.settings.producer = { topicOverrides: { orders: { acks: 1 } } }
  assert.equal(await look(stack, own), false)
})
