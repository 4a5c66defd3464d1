import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { restartAll } from './acts.ts'
import { sentAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofARestartedBroker, ofSlowSends } from './symptoms.ts'

const topic = 'orders'
const key = 'flush.messages'
const flushes = brokerMetrics.logFlushes.name

export const flushStorm = defineScenario({
  id: 'flush-storm',
  kind: 'drill',
  title: 'Every record is forced to the disk',
  pager: 'Orders take longer to be accepted since somebody made Kafka "safer".',
  lesson:
    'Kafka is safe by replication, not by forced writes: flush.messages=1 makes every replica ' +
    'wait for its disk and makes no acknowledged record safer. Leave flushing to the system.',
  source: 'Q: What are the key metrics to monitor in a Kafka cluster?',
  params: Type.Object(
    {
      // At 300 a second each broker forces some 90 writes a second; the alert asks for 40.
      ordersPerSecond: Type.Integer({ default: 300, minimum: 200, maximum: 2000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ ordersPerSecond }) => [
    // Small batches, so that records and forced writes are nearly as many.
    serviceSettings.with({ service: 'producer', set: { ordersPerSecond, lingerMs: 2 } }),
    topicConfig.with({ topic, key, value: '1' }),
  ],
  expect: {
    fires: [within('KafkaLogFlushStorm', 90)],
    mayFire: [
      may('KafkaProducerLatencyHigh', 'an acknowledgement waits for the disks of all replicas'),
      may('KafkaLogFlushSlow', 'the disk does nothing but forced writes'),
      may('KafkaProducerBatchesTooSmall', 'the producer hardly waits for a batch'),
      may('KafkaConsumerCommitSlow', 'commits are written to the same busy disks'),
      ...ofARestartedBroker,
      ...ofSlowSends,
    ],
  },
  evidence: {
    text: 'A broker forces its logs to the disk over forty times a second',
    expr: `max(rate(${flushes}[20s])) > 40`,
  },
  hints: [
    metric(flushes, 'all brokers force their logs dozens of times a second, not twice'),
    command(
      `./firedrill kafka kafka-configs --describe --entity-type topics --entity-name ${topic}`,
      `the topic has an override for ${key}`,
    ),
    cause(`${key} of the topic forces every record to the disk. Remove the override.`),
  ],
  fixes: {
    right: [
      {
        id: 'remove-override',
        title: `Remove the override of ${key}`,
        acts: () => [topicConfig.with({ topic, key, value: null })],
      },
    ],
    wrong: [
      {
        id: 'restart-broker',
        title: 'Restart a broker: the override is of the topic',
        holdSeconds: 40,
        acts: () => restartAll(['kafka-1']),
      },
    ],
  },
  recovered: {
    text: 'Fewer than 10 forced writes a second on every broker for 10 s, at the same load',
    conditions: ({ ordersPerSecond }) => [
      promql(`max(rate(${flushes}[20s])) < 10`).for(10),
      // At the load of the drill, which is higher than that of before.
      sentAtLeast(topic, 0.8 * ordersPerSecond),
    ],
  },
})
