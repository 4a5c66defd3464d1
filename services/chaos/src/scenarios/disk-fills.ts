import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { load } from '../faults/load.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { restartAll } from './acts.ts'
import { stillProducing, stillWritten } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofARestartedBroker, ofSlowSends } from './symptoms.ts'

const topic = 'drill-audit'
const mebibyte = 1024 ** 2
const size = `${exporterMetrics.topicLogSizeBytes.name}{topic="${topic}"}`
const retentionBytes = `${exporterMetrics.topicRetentionBytes.name}{topic="${topic}"}`
const retentionSeconds = `${exporterMetrics.topicRetentionSeconds.name}{topic="${topic}"}`
const most = 100 * mebibyte
// The slowest load writes that much to a partition in this time.
const longestSeconds = 150
const onBroker = recordedMetrics.brokerLogBytes.name
const budget = exporterMetrics.diskBudgetBytes.name

export const diskFills = defineScenario({
  id: 'disk-fills',
  kind: 'drill',
  title: 'The disk fills and nothing is ever deleted',
  pager: 'Broker disks grow by gigabytes and do not come back, though everything has been read.',
  lesson:
    'Reading deletes nothing: retention alone decides how much Kafka keeps, and it deletes whole ' +
    'segments. A topic without retention.ms and retention.bytes grows until its brokers stop.',
  source: '6. Kafka Disk Usage Keeps Growing Forever',
  params: Type.Object(
    {
      // Each broker keeps all of it. KafkaDiskFilling wants 0.6 of the budget of 2.1 GB, 1.3 GB, and
      // 0.4 more within 300 s: from 2900 on, and 3500 get there in 370 of 480 s. At 8000 it fires
      // after 3 min, and 3 min are left until the guard ends the run at 1.4.
      kilobytesPerSecond: Type.Integer({ default: 6000, minimum: 3500, maximum: 8000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ kilobytesPerSecond }) => [
    ownedTopic.with({
      ...{ topic, partitions: 3, replicas: 3 },
      config: {
        ...{ 'retention.ms': '-1', 'retention.bytes': '-1' },
        // Only whole segments are deleted; they have to be small from the start.
        ...{ 'segment.bytes': String(4 * mebibyte), 'file.delete.delay.ms': '1000' },
      },
    }),
    load.with({
      ...{ topic, clientId: topic, senders: 3, recordsPerSend: 20, recordBytes: 16_384 },
      recordsPerSecond: Math.ceil((kilobytesPerSecond * 1000) / 16_384),
      ...{ acks: -1, seconds: 3600, maxBytes: 3072 * mebibyte },
    }),
  ],
  expect: {
    fires: [within('KafkaTopicGrowthUnbounded', 120), within('KafkaDiskFilling', 480)],
    mayFire: [
      may('KafkaLogFlushSlow', 'the disk is busy'),
      may('KafkaProducerLatencyHigh', 'the disk is busy'),
      may('KafkaConsumerCommitSlow', 'commits are written to the same busy disk'),
      ...ofARestartedBroker,
      ...ofSlowSends,
    ],
  },
  evidence: {
    text: 'The topic is written to, and nothing of it was ever deleted',
    expr:
      `sum(rate(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}[20s])) > 0` +
      ` and max(${exporterMetrics.partitionStartOffset.name}{topic="${topic}"}) == 0`,
  },
  hints: [
    metric(size, 'it grows on every broker, and never falls'),
    command(
      `./firedrill kafka kafka-configs --describe --entity-type topics --entity-name ${topic}`,
      'retention.ms and retention.bytes are -1: keep everything',
    ),
    cause('retention is off for this topic. Set retention.bytes or retention.ms.'),
  ],
  fixes: {
    right: [
      {
        id: 'bound-size',
        title: 'Keep 20 MB of each partition',
        acts: () => [
          topicConfig.with({ topic, key: 'retention.bytes', value: String(20 * mebibyte) }),
        ],
      },
      {
        id: 'bound-age',
        title: 'Keep half a minute',
        acts: () => [topicConfig.with({ topic, key: 'retention.ms', value: '30000' })],
      },
    ],
    wrong: [
      {
        id: 'restart-broker',
        title: 'Restart a broker',
        holdSeconds: 30,
        acts: () => restartAll(['kafka-3']),
      },
    ],
  },
  recovered: {
    text:
      'The topic has a retention of 100 MB a partition or 150 s at most, segments are deleted, it ' +
      'holds less than 100 MB a partition for 10 s and is written to',
    conditions: () => [
      // Records that are deleted by hand make room once.
      promql(
        `max(${retentionBytes}) > 0 <= ${most} or max(${retentionSeconds}) > 0 <= ${longestSeconds}`,
      ).for(0),
      promql(`max(${size}) < ${most}`).for(10),
      promql(`min(${exporterMetrics.partitionStartOffset.name}{topic="${topic}"}) > 0`).for(10),
      stillWritten(topic),
      stillProducing('orders'),
    ],
  },
  guard: {
    text: 'The logs of a broker take more than 1.4 times their disk budget',
    exceeded: `max(${onBroker}) > 1.4 * max(${budget})`,
  },
})
