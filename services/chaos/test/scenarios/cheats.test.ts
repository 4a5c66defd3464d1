import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn } from '../../src/runs/fill-in.ts'
import {
  caughtUp,
  lagBelow,
  paymentsFlow,
  sendsWhatIsOffered,
  sentAtLeast,
  stillProducing,
  stillWritten,
} from '../../src/scenarios/conditions.ts'
import { diskFills } from '../../src/scenarios/disk-fills.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { networkThreadsBusy } from '../../src/scenarios/network-threads-busy.ts'
import type { Condition } from '../../src/scenarios/recovery.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { slowCommits } from '../../src/scenarios/slow-commits.ts'
import { throttledProducer } from '../../src/scenarios/throttled-producer.ts'
import { holds, type TestSeries } from '../support/promql.ts'
import { conditionsOf, exprOf, exprsOf } from '../support/recovery-exprs.ts'

/** The run was created after one minute and broken after 62 s; now it is three minutes. */
const beginning = {
  createdAt: 60_000,
  injectedAt: 62_000,
  settings: { 'producer/ordersPerSecond': 100, 'producer/auditPerSecond': 100 },
}
const now = 180

async function verdict(
  condition: Condition,
  series: TestSeries[],
  ordersPerSecond = 100,
): Promise<boolean> {
  assert.equal(condition.kind, 'promql')
  const settings = { ...beginning.settings, 'producer/ordersPerSecond': ordersPerSecond }
  return holds(fillIn(exprOf(condition), { ...beginning, settings }, now * 1000), series, now)
}

const counter = (name: string, values: string, labels = 'topic="orders"') => ({
  series: `${name}{${labels}}`,
  values,
})
const sent = 'kafka_producer_records_sent_total'
const offered = 'kafka_producer_offered_records_total'
const end = 'kafka_topic_partition_end_offset'
const lag = 'kafka_consumer_group_lag'

test('a producer that stops or is slowed down is not a cure', async () => {
  const sends = (values: string) => verdict(stillProducing('orders'), [counter(sent, values)])
  assert.equal(await sends('0+100x200'), true)
  assert.equal(await sends('0+100x70 7000+0x130'), false)
  assert.equal(await sends('0+100x70 7000+40x130'), false)
  assert.equal(await sends('0+100x70 7000+70x130'), false)
  assert.equal(await sends('0+100x70 7000+90x130'), true)
  assert.equal(await sends('0+100x70 stale'), false)
})

test('a run begins in the wake of an outage: the usual load is asked for, no less and no more', async () => {
  const sends = (values: string) => verdict(stillProducing('orders'), [counter(sent, values)])
  const burst = '0+480x60 28800'
  assert.equal(await sends(`${burst}+100x140`), true)
  assert.equal(await sends(`${burst}+70x140`), false)
  const outage = '0+100x30 3000+0x30 3000'
  assert.equal(await sends(`${outage}+100x140`), true)
  assert.equal(await sends(`${outage}+70x140`), false)
})

test('a load that was set and never reached need not be reached', async () => {
  const sends = (values: string) => verdict(stillProducing('orders'), [counter(sent, values)])
  assert.equal(await sends('0+60x200'), true)
  assert.equal(await sends('0+60x70 4200+40x130'), false)
})

test('a run begins before there is a rate: the load that was set is asked for', async () => {
  const sends = (values: string) => verdict(stillProducing('orders'), [counter(sent, values)])
  assert.equal(await sends('_x60 0+100x140'), true)
  assert.equal(await sends('_x60 0+70x140'), false)
})

test('a lower offer is seen, though all of it gets through', async () => {
  const low = [counter(sent, '0+10x200'), counter(offered, '0+10x200')]
  assert.equal(await verdict(sendsWhatIsOffered('orders', 0), low), true)
  assert.equal(await verdict(sentAtLeast('orders', 80), low), false)
  const behind = [counter(sent, '0+80x200'), counter(offered, '0+100x200')]
  assert.equal(await verdict(sendsWhatIsOffered('orders', 0), behind), false)
  assert.equal(await verdict(sentAtLeast('orders', 80), behind), true)
})

test('a topic that was deleted is not a cure', async () => {
  const labels = 'topic="drill-x",partition="0",group="g"'
  const gone = [counter(end, '0+5x100 stale', labels), counter(lag, '90+0x100 stale', labels)]
  assert.equal(await verdict(stillWritten('drill-x'), gone), false)
  assert.equal(await verdict(lagBelow('g', 'drill-x', 500, 0), gone), false)
  const there = [counter(end, '0+5x200', labels), counter(lag, '90+0x200', labels)]
  assert.equal(await verdict(stillWritten('drill-x'), there), true)
  assert.equal(await verdict(lagBelow('g', 'drill-x', 500, 0), there), true)
})

test('at a high rate more records are always on their way, and no lag', async () => {
  const records = (count: number) => [counter(lag, `${count}+0x200`, 'topic="orders",group="g"')]
  const isGone = (count: number, ordersPerSecond: number) =>
    verdict(caughtUp('g', 'orders', 0), records(count), ordersPerSecond)
  assert.equal(await isGone(499, 100), true)
  assert.equal(await isGone(600, 100), false)
  assert.equal(await isGone(600, 8000), true)
  assert.equal(await isGone(5000, 8000), false)
})

test('records deleted by hand are no cure for a disk that fills', async () => {
  const labels = 'topic="drill-audit"'
  const madeRoom = [
    counter('kafka_topic_log_size_bytes', '9000+0x200', labels),
    counter('kafka_topic_partition_start_offset', '5000+0x200', labels),
    counter(end, '6000+50x200', labels),
    counter(sent, '0+100x200'),
  ]
  const limits = (seconds: number, bytes: number) => [
    counter('kafka_topic_retention_seconds', `${seconds}+0x200`, labels),
    counter('kafka_topic_retention_bytes', `${bytes}+0x200`, labels),
  ]
  const recovers = async (series: TestSeries[]) => {
    const verdicts = conditionsOf(diskFills).map(condition => verdict(condition, series))
    return (await Promise.all(verdicts)).every(Boolean)
  }
  assert.equal(await recovers([...madeRoom, ...limits(-1, -1)]), false)
  assert.equal(await recovers([...madeRoom, ...limits(-1, 20_000_000)]), true)
  assert.equal(await recovers([...madeRoom, ...limits(30, -1)]), true)
  // As good as none: the room is used up before anything is deleted.
  assert.equal(await recovers([...madeRoom, ...limits(31_536_000, -1)]), false)
  assert.equal(await recovers([...madeRoom, ...limits(-1, 10 ** 12)]), false)
})

test('a brake on the client that makes the noise is not a cure', async () => {
  const conditions = conditionsOf(networkThreadsBusy)
  const written = conditions.filter(each => exprOf(each).includes(`${end}{`))
  const verdicts = (values: string) => {
    const series = [counter(end, values, 'topic="drill-telemetry"')]
    return Promise.all(written.map(condition => verdict(condition, series)))
  }
  assert.deepEqual(await verdicts('0+2500x70 175000+42000x130'), [true])
  assert.deepEqual(await verdicts('0+2500x70 175000+300x130'), [false])
  assert.deepEqual(await verdicts('0+2500x70 175000+0x130'), [false])
})

test('consumers that do nothing are not a cure', async () => {
  const paid = (values: string) => [{ series: 'ledger_payments_total', values }]
  assert.equal(await verdict(paymentsFlow(), paid('0+100x200')), true)
  assert.equal(await verdict(paymentsFlow(), paid('0+100x70 7000+0x130')), false)
})

const shows = (scenario: Scenario, series: TestSeries[]) =>
  holds((scenario.evidence?.expr ?? '').replaceAll('$since', '60s'), series, now)

for (const scenario of scenarios.filter(({ kind }) => kind === 'drill')) {
  test(`${scenario.id}: its evidence is PromQL, and nothing is none`, async () => {
    assert.equal(await shows(scenario, []), false)
  })
}

test('commits that are slow and few are no evidence of commits for each record', async () => {
  const labels = 'group="payment-service"'
  const slow = (perSecond: number): TestSeries[] => [
    counter('kafka_consumer_commit_duration_seconds_count', `0+${perSecond}x200`, labels),
    counter('kafka_consumer_commit_duration_seconds_bucket', '0+0x200', `${labels},le="0.5"`),
    counter('kafka_consumer_records_consumed_total', '0+50x200', `${labels},topic="drill-orders"`),
  ]
  assert.equal(await shows(slowCommits, slow(50)), true)
  assert.equal(await shows(slowCommits, slow(1)), false)
})

test('the last throttle time of one client and the bytes of another are no evidence', async () => {
  const of = (quota: string) => `quota="${quota}",request="Produce"`
  const time = counter('kafka_server_client_throttle_time_ms', '900+0x200', of('old'))
  const bytes = (quota: string) => counter('kafka_server_client_byte_rate', '9+0x200', of(quota))
  assert.equal(await shows(throttledProducer, [time, bytes('old')]), true)
  assert.equal(await shows(throttledProducer, [time, bytes('new')]), false)
})

const flow = /records_sent_total|partition_end_offset|ledger_payments_total/

/** Whether every condition on what flows holds when all of it flows like this. */
async function flowSuffices(scenario: Scenario, values: string): Promise<boolean> {
  const exprs = exprsOf(scenario).filter(expr => flow.test(expr))
  const topics = exprs.flatMap(expr => [...expr.matchAll(/topic="([^"]+)"/g)].map(([, of]) => of))
  const series = [...new Set(topics)].flatMap(topic =>
    [sent, offered, end].map(name => counter(name, values, `topic="${topic}",partition="0"`)),
  )
  const all = [...series, { series: 'ledger_payments_total', values }]
  for (const expr of exprs) {
    if (!(await holds(fillIn(expr, beginning, now * 1000), all, now))) return false
  }
  return true
}

/** Drills that no writer can cure by writing less, so that they need not look at one. */
const whyNoWriterCures: Record<string, string> = {
  'broker-down': 'the broker has to answer',
  'unclean-election': 'the topic has to forbid it, and its load ends by itself',
  'running-but-idle': 'the group has to consume a batch that is there already',
  'consumer-out-of-memory': 'the group has to consume a backlog that is there already',
}

for (const scenario of scenarios.filter(({ kind }) => kind === 'drill')) {
  if (scenario.id in whyNoWriterCures) continue
  test(`${scenario.id}: writers that were stopped are not a cure`, async () => {
    assert.equal(await flowSuffices(scenario, '0+100x70 7000+0x130'), false)
  })
  // A stopped group has to read its backlog in time, however slowly it grows.
  if (scenario.id === 'retention-eats-backlog') continue
  test(`${scenario.id}: writers that were slowed down are not a cure`, async () => {
    assert.equal(await flowSuffices(scenario, '0+100x70 7000+10x130'), false)
  })
}

for (const scenario of scenarios.filter(({ kind }) => kind === 'drill')) {
  test(`${scenario.id}: no shortcut is taken for recovery`, () => {
    const exprs = exprsOf(scenario)
    // Silencing an alert changes neither rules nor metrics: no predicate asks for alerts.
    for (const expr of exprs) assert.doesNotMatch(expr, /ALERTS|alertmanager|absent|vector\(/)
    // Whoever looks at a lag also looks at whether records were skipped.
    const groups = exprs.flatMap(expr => [
      ...expr.matchAll(/kafka_consumer_group_lag\{group="([^"]+)",topic="([^"]+)"/g),
    ])
    for (const [, group, topic] of groups) {
      const isSeen = conditionsOf(scenario).some(
        each => 'group' in each && each.group === group && each.topic === topic,
      )
      assert.ok(isSeen, `${group} on ${topic} may be skipped`)
    }
    // Something has to flow or to be there: a dead or empty stack recovers from nothing.
    assert.ok(
      exprs.some(expr => /records_sent_total|end_offset|ledger_payments_total|\bup\{/.test(expr)),
      'nobody sees whether anything is written',
    )
  })
}
