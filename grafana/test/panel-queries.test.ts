import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Expected, type Input, promtoolSays } from './promtool-queries.ts'

// 120 samples at five seconds are the ten minutes before the moment that is asked for.
const always = (value: number) => `${value}x120`

function expectPanels(file: string, input: Input, expected: readonly Expected[]): void {
  assert.equal(promtoolSays(file, input, expected), '')
}

test('no alert is a 0 while rules are evaluated, and no value when they are not', () => {
  const watchdog = 'ALERTS{cluster="c",alertname="Watchdog",alertstate="firing"}'
  const down = 'ALERTS{cluster="c",alertname="KafkaBrokerDown",alertstate="firing"}'
  const panel = 'Alerts firing'
  expectPanels('overview.json', { [watchdog]: always(1) }, [{ panel, gives: { '{}': 0 } }])
  const both = { [watchdog]: always(1), [down]: always(1) }
  expectPanels('overview.json', both, [{ panel, gives: { '{}': 1 } }])
  expectPanels('overview.json', { [down]: always(1) }, [{ panel, gives: {} }])
})

test('a topic keeps everything only with both retentions off', () => {
  const of = (metric: string, topic: string) =>
    `kafka_topic_retention_${metric}{cluster="c",topic="${topic}"}`
  const input = {
    [of('seconds', 'orders')]: always(3600),
    [of('bytes', 'orders')]: always(-1),
    [of('seconds', 'audit')]: always(-1),
    [of('bytes', 'audit')]: always(-1),
  }
  expectPanels('topics.json', input, [{ panel: 'Topics that keep everything', gives: { '{}': 1 } }])
})

test('the time until a disk is full counts the broker that fills first', () => {
  const input = {
    'kafka_disk_budget_bytes{cluster="c"}': always(10_000),
    'kafka_broker_log_size_bytes{cluster="c",broker="1"}': '1000+10x120',
    'kafka_broker_log_size_bytes{cluster="c",broker="2"}': '5000+10x120',
    'kafka_broker_log_size_bytes{cluster="c",broker="3"}': always(9000),
  }
  expectPanels('topics.json', input, [
    { panel: 'Fullest broker', gives: { '{}': 0.9 } },
    // Broker 2 holds 6200 and grows by 2 bytes a second.
    { panel: 'Full in', gives: { '{}': 1900 } },
  ])
})

test('nothing grows: there is no time until the disk is full', () => {
  const input = {
    'kafka_disk_budget_bytes{cluster="c"}': always(10_000),
    'kafka_broker_log_size_bytes{cluster="c",broker="1"}': always(1000),
  }
  expectPanels('topics.json', input, [{ panel: 'Full in', gives: {} }])
})

test('the naive rule of the ledger sleeps through one duplicate; ours sees it', () => {
  const input = { 'ledger_duplicate_payments_total{cluster="c"}': '0x80 1x40' }
  expectPanels('ledger.json', input, [
    { panel: 'Lesson: a naive rule, rate > 0 for 5 minutes', gives: { '{}': 0 } },
    { panel: 'Lesson: our rule, increase > 0 at once', gives: { '{}': 1 } },
  ])
})

test('the naive rule of the consumers counts each partition that has any lag', () => {
  const lag = (partition: number) =>
    `kafka_consumer_group_lag{cluster="c",group="g",topic="t",partition="${partition}"}`
  const input = { [lag(0)]: always(3), [lag(1)]: always(0), [lag(2)]: always(1) }
  expectPanels('consumers.json', input, [
    { panel: 'Lesson: a naive rule, lag > 0', gives: { '{}': 2 } },
  ])
})

test('lag is compared with what the log still keeps', () => {
  const labels = 'cluster="c",topic="t",partition="0"'
  const input = {
    [`kafka_consumer_group_lag{${labels},group="g"}`]: always(50),
    [`kafka_topic_partition_end_offset{${labels}}`]: always(1000),
    [`kafka_topic_partition_start_offset{${labels}}`]: always(900),
    [`kafka_consumer_group_committed_offset{${labels},group="g"}`]: '950x60 100x60',
  }
  const row = '{group="g",topic="t",partition="0"}'
  expectPanels('consumers.json', input, [
    { panel: 'Partitions', refId: 'D', gives: { [row]: 0.5 } },
    { panel: 'Partitions', refId: 'G', gives: { [row]: 1 } },
  ])
})

test('alerts count only while the fault is on, from its first moment', () => {
  const alert = (name: string) =>
    `ALERTS{cluster="c",alertname="${name}",alertstate="firing",class="cause",severity="critical"}`
  const input = {
    'chaos_fault_active{cluster="c",scenario="broker-down"}': '0x59 1x40 0x20',
    // Injected at 300 s, fires at 320 s, until after the fault has gone.
    [alert('KafkaBrokerDown')]: '_x64 1x45 stale',
    [alert('KafkaOfflinePartitions')]: '1x40 stale',
  }
  const row = '{alertname="KafkaBrokerDown",class="cause",severity="critical"}'
  const panel = 'Alerts under the fault'
  expectPanels('scenario.json', input, [
    { panel: 'Time under fault', gives: { '{}': 205 } },
    { panel, gives: { [row]: 20 } },
    { panel, refId: 'B', gives: { [row]: 185 } },
  ])
})

test('a group rebalances in the words of either protocol, and not while it is empty', () => {
  const state = (group: string, name: string) =>
    `kafka_consumer_group_state{cluster="c",group="${group}",state="${name}"}`
  const input = {
    [state('a', 'Reconciling')]: always(1),
    [state('b', 'PreparingRebalance')]: always(1),
    [state('c', 'Empty')]: always(1),
    [state('c', 'Assigning')]: always(0),
    [state('d', 'Dead')]: always(1),
  }
  expectPanels('rebalances.json', input, [{ panel: 'Groups rebalancing', gives: { '{}': 2 } }])
})

test('a broker that is down is counted, whatever its job is called, and nothing else is', () => {
  const up = (job: string, instance: string) =>
    `up{cluster="c",job="${job}",instance="${instance}"}`
  const replicas = (instance: string) =>
    `kafka_server_replicamanager_under_replicated_partitions{cluster="c",job="pods",instance="${instance}"}`
  const targets = {
    [up('pods', 'a')]: always(1),
    [up('pods', 'b')]: '1x60 0x60',
    [up('mail', 'm')]: always(0),
  }
  const seen = { [replicas('a')]: always(0), [replicas('b')]: '0x60 stale' }
  const panel = 'Brokers down'
  expectPanels('brokers.json', { ...targets, ...seen }, [{ panel, gives: { '{}': 1 } }])
  expectPanels('brokers.json', targets, [{ panel, gives: {} }])
})

test('restarts are those of members, and a member that has just died is still one', () => {
  const started = (instance: string) =>
    `process_start_time_seconds{cluster="c",instance="${instance}"}`
  const assigned = 'kafka_consumer_assigned_partitions{cluster="c",group="g",instance="payment-1"}'
  const input = {
    [started('payment-1')]: '1000x50 1300x30 1500x40',
    [started('kafka-1')]: '1000x50 1300x70',
    [assigned]: '2x100 stale',
  }
  expectPanels('rebalances.json', input, [{ panel: 'Restarts of consumers', gives: { '{}': 2 } }])
})

test('the burn rate is the error ratio of each window over what is allowed', () => {
  const ratio = (window: string) =>
    `slo:error_ratio{cluster="c",slo="produce-success",window="${window}"}`
  const input = { [ratio('1h')]: always(0.002), [ratio('5m')]: always(0) }
  expectPanels('slo.json', input, [
    {
      panel: 'Produce success: burn rate',
      gives: { '{window="1h"}': 2, '{window="5m"}': 0 },
    },
  ])
})
