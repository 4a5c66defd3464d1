import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { Type } from 'typebox'
import { ownedTopic } from '../faults/owned-topic.ts'
import { pulse } from '../faults/pulse.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { lagBelow, noneLost, sentAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-orders'
const group = 'payment-service'
const follower = `offsets-follower:${group}`
const commitsSince = (part: string) =>
  `sum(increase(${consumerMetrics.commitDuration.name}_${part}[$since]))`
const commits = `${consumerMetrics.commitDuration.name}_count{group="${group}"}`
const consumed = `${consumerMetrics.recordsConsumed.name}{group="${group}",topic="${topic}"}`

export const slowCommits = defineScenario({
  id: 'slow-commits',
  kind: 'drill',
  title: 'Commits are slow, and every record waits for one',
  pager: 'Payments fall behind. Reading orders and booking them is as fast as ever.',
  lesson:
    'A commit is a write with acks=all to a topic of its own, and as slow as the slowest replica ' +
    'of it. Commit per batch, and a slow one costs a pause and not the throughput.',
  source: 'Q: What are the different Offset Commit Strategies?',
  params: Type.Object(
    {
      frozenMs: Type.Integer({ default: 2000, minimum: 1000, maximum: 4000 }),
      ordersPerSecond: Type.Integer({ default: 200, minimum: 150, maximum: 1000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ frozenMs, ordersPerSecond }) => [
    // The slow broker holds offsets and no orders: only commits shall suffer.
    ownedTopic.with({
      ...{ topic, partitions: 6, replicas: 2, without: follower },
      config: { 'min.insync.replicas': '1' },
    }),
    ...setAll(payments, { topics: [topic], commit: 'record' }),
    serviceSettings.with({ service: 'producer', set: { ordersTopic: topic, ordersPerSecond } }),
    pulse.with({ broker: follower, frozenMs, awakeMs: 50, seconds: 3600 }),
  ],
  expect: {
    fires: [
      // The broker stays slow until the run ends; the fix makes that harmless.
      within('KafkaConsumerCommitSlow', 120, 'revert'),
      within('KafkaConsumerLagSeconds', 150),
    ],
    mayFire: [
      may('KafkaConsumerStalled', 'nothing goes on while a commit waits'),
      may('KafkaConsumerPartitionSkew', 'members wait at different times'),
      may('KafkaConsumerRebalanceStorm', 'members restart in a wrong fix'),
      may('KafkaProducerLatencyHigh', 'what the slow broker leads or follows waits too'),
      may('KafkaProducerThroughputDrop', 'small topics have replicas on the slow broker'),
      may('KafkaIsrShrinking', 'the slow broker may be missed by the others'),
      may('KafkaUnderReplicatedPartitions', 'the slow broker may be missed by the others'),
      may('ScrapeSlow', 'the slow broker answers scrapes late'),
      may('KafkaBrokerDown', 'the slow broker answers some scrapes too late'),
      ...ofABacklog,
    ],
  },
  evidence: {
    // Slow commits alone go on after the fix, which makes them few.
    text: 'A commit comes with every second record or more, and commits take over half a second',
    expr:
      `${commitsSince(`count{group="${group}"}`)} > 0.5 * sum(increase(${consumed}[$since]))` +
      ` and ${commitsSince(`count{group="${group}"}`)}` +
      ` > ${commitsSince(`bucket{group="${group}",le="0.5"}`)}`,
  },
  hints: [
    metric(commits, 'the payment service commits as often as it books'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'the lag grows on all partitions alike, so no single one is to blame',
    ),
    cause(
      'a replica of the offsets topic is slow, and each record waits for a commit of its own. ' +
        'Commit once per batch.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'commit-per-batch',
        title: 'Commit once per batch, of up to 2000 records',
        acts: () => setAll(payments, { commit: 'batch', pageRecords: 2000 }),
      },
    ],
    wrong: [
      {
        id: 'restart-members',
        title: 'Restart the members',
        holdSeconds: 45,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text:
      'Fewer commits than a fifth of the records, the lag is below ten seconds of orders for ' +
      '15 s, nothing was skipped',
    conditions: ({ ordersPerSecond }) => [
      promql(`sum(rate(${commits}[20s])) < 0.2 * sum(rate(${consumed}[20s]))`).for(10),
      lagBelow(group, topic, 10 * ordersPerSecond, 15),
      nothingSkipped(group, topic).for(10),
      noneLost(),
      sentAtLeast(topic, 0.8 * ordersPerSecond),
    ],
  },
})
