import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counted } from '../../src/runs/consumption.ts'
import { nothingWasSkipped } from '../../src/runs/nothing-skipped.ts'
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

type Samples = [time: number, value: number][]

interface Partition {
  readonly consumed: Samples
  readonly committed: Samples
}

/** Whether nothing was skipped on these partitions, broken at 100. */
function skippedNothing(...partitions: Partition[]) {
  return skippedNothingBy([[0, 3]], ...partitions)
}

/** The same of a group with so many members. */
function skippedNothingBy(members: Samples, ...partitions: Partition[]) {
  const series = (kind: 'consumed' | 'committed') =>
    partitions.map((each, index) => ({
      labels: { partition: String(index) },
      samples: each[kind],
    }))
  const range = async (selector: string) =>
    selector.includes('members')
      ? [{ labels: {}, samples: members }]
      : series(selector.includes('consumed') ? 'consumed' : 'committed')
  const condition = { kind: 'nothing-skipped', group: 'g', topic: 't', tolerated: 500 } as const
  const client = { ...prometheus(() => true), range }
  return nothingWasSkipped(client, { ...condition, forSeconds: 0 }, 100)
}

/** Offsets and counter stand at 10,000 before the fault. */
const before: Samples = [
  [60, 9000],
  [99, 10_000],
]

test('offsets that moved without consumption are seen as skipped, over a restart too', async () => {
  // 6,000 consumed after the start, in a process that counts anew.
  const restarted: Samples = [...before, [160, 2000], [170, 6000]]
  const few: Samples = [...before, [160, 40], [170, 900]]
  const at = (offset: number): Samples => [...before, [170, offset]]
  assert.equal(await skippedNothing({ consumed: restarted, committed: at(16_000) }), true)
  assert.equal(await skippedNothing({ consumed: few, committed: at(16_000) }), false)
  assert.equal(await skippedNothing({ consumed: few, committed: at(10_900) }), true)
})

test('what flows between two scrapes is no skip: at a high rate it is more', async () => {
  const fast: Samples = [...before, [160, 20_000], [165, 23_000], [170, 26_000]]
  const committed: Samples = [...before, [170, 29_000]]
  assert.equal(await skippedNothing({ consumed: fast, committed }), true)
  const slow: Samples = [...before, [150, 25_000], [160, 25_500], [170, 26_000]]
  assert.equal(await skippedNothing({ consumed: slow, committed }), false)
})

test('what is read again is no credit for a skip', async () => {
  const consumed: Samples = [...before, [150, 14_000]]
  const committed: Samples = [...before, [120, 6000], [151, 10_000], [160, 14_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('offsets that go back give back what lies behind them, and not an older skip', async () => {
  // Skipped to 14,000, read to 18,000, back to 14,000, and read once more.
  const consumed: Samples = [...before, [140, 14_000], [159, 18_000], [170, 18_000]]
  const committed: Samples = [...before, [120, 14_000], [141, 18_000], [150, 14_000], [160, 18_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('what was read twice long ago is no credit', async () => {
  const consumed: Samples = [...before, [120, 14_000], [300, 14_000]]
  const committed: Samples = [...before, [290, 14_000], [300, 14_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('a skip that was undone is none once its records were read', async () => {
  const committed: Samples = [...before, [120, 14_000], [130, 10_000], [150, 14_000]]
  assert.equal(await skippedNothing({ consumed: [...before, [149, 14_000]], committed }), true)
  assert.equal(await skippedNothing({ consumed: [...before, [149, 11_000]], committed }), false)
})

test('offsets that rise while the group has no member were moved by hand, however little', async () => {
  const consumed: Samples = [...before, [150, 10_000], [160, 10_400]]
  const committed = (offset: number): Samples => [
    ...before,
    [110, 10_000],
    [112, offset],
    [160, 10_400],
  ]
  const gone: Samples = [
    [60, 3],
    [110, 0],
    [112, 0],
    [160, 3],
  ]
  assert.equal(await skippedNothingBy(gone, { consumed, committed: committed(10_000) }), true)
  assert.equal(await skippedNothingBy(gone, { consumed, committed: committed(10_040) }), false)
  const leaving: Samples = [
    [60, 3],
    [112, 0],
    [160, 3],
  ]
  assert.equal(
    await skippedNothingBy(leaving, { consumed, committed: committed(10_040) }),
    true,
    'the last commit before it left',
  )
})

test('what was moved by hand and taken back was not skipped', async () => {
  const gone: Samples = [
    [60, 3],
    [110, 0],
    [160, 3],
  ]
  const consumed: Samples = [...before, [160, 13_000]]
  const moved: Samples = [...before, [110, 10_000], [112, 13_000]]
  const backAt = (offset: number): Samples => [...moved, [114, offset], [160, 13_000]]
  assert.equal(await skippedNothingBy(gone, { consumed, committed: backAt(10_000) }), true)
  assert.equal(await skippedNothingBy(gone, { consumed, committed: backAt(12_000) }), false)
})

test('what a fault moved itself is no skip, though it is seen a little later', async () => {
  const gone: Samples = [[60, 0]]
  const consumed: Samples = [...before, [160, 10_000]]
  assert.equal(
    await skippedNothingBy(gone, { consumed, committed: [...before, [103, 10_040]] }),
    true,
  )
})

test('records read twice on one partition do not cover a skip on another', async () => {
  const after = (offset: number): Samples => [...before, [150, offset], [170, offset]]
  const twice = { consumed: after(14_000), committed: after(12_000) }
  const skipped = { consumed: after(10_000), committed: after(12_000) }
  assert.equal(await skippedNothing(twice, skipped), false)
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
