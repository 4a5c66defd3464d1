import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments, spares } from '../processes/stack.ts'
import { setAll } from './acts.ts'
import { caughtUp, noneLost, sentAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'orders'
const group = 'payment-service'
const ends = `${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}`

export const hotPartition = defineScenario({
  id: 'hot-partition',
  kind: 'drill',
  title: 'One key makes one partition hot',
  pager: 'Since the big customer is live, some payments take minutes. Most consumers are idle.',
  lesson:
    'All records of a key go to one partition, and one member reads it: a key with most of the ' +
    'traffic makes the group as slow as that member. A finer key spreads it, more members do not.',
  source: 'Q: How does Kafka decide which partition a message goes to?',
  params: Type.Object(
    {
      hotAccountShare: Type.Number({ default: 0.8, minimum: 0.7, maximum: 1 }),
      ordersPerSecond: Type.Integer({ default: 200, minimum: 150, maximum: 400 }),
      delayMs: Type.Integer({ default: 8, minimum: 6, maximum: 12 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ hotAccountShare, ordersPerSecond, delayMs }) => [
    // What a payment costs, whoever makes it: enough for the load if all members share it.
    ...setAll([...payments, ...spares], { processingDelayMs: delayMs }),
    serviceSettings.with({ service: 'producer', set: { ordersPerSecond, hotAccountShare } }),
  ],
  expect: {
    fires: [within('KafkaConsumerPartitionSkew', 120)],
    mayFire: [
      may('KafkaConsumerRebalanceStorm', 'members join in a wrong fix'),
      may('OrdersOutOfOrder', 'a key per event gives up the order of an account'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'More than half of the records go to one partition',
    expr: `max(rate(${ends}[20s])) > 0.5 * sum(rate(${ends}[20s]))`,
  },
  hints: [
    metric(ends, 'the end of one partition moves several times as fast as that of the others'),
    command(
      './firedrill kafka kafka-console-consumer --topic orders --max-messages 20 ' +
        '--property print.key=true --property print.partition=true',
      'most records have the same key',
    ),
    cause('one account makes most of the orders. Use a key that spreads them over partitions.'),
  ],
  fixes: {
    right: [
      {
        id: 'split-account',
        title: 'Give each branch of the big customer an account, and so a key, of its own',
        acts: () => [serviceSettings.with({ service: 'producer', set: { hotAccountShare: 0 } })],
      },
      {
        id: 'key-by-event',
        title: 'Key by event_id, which gives up the order of an account',
        acts: () => [serviceSettings.with({ service: 'producer', set: { keyBy: 'event_id' } })],
      },
    ],
    wrong: [
      {
        id: 'add-members',
        title: 'Add two members',
        holdSeconds: 40,
        acts: () => setAll(['spare-1', 'spare-2'], { groupId: group }),
      },
    ],
  },
  recovered: {
    text:
      'No partition gets twice its share, the lag is below 500 for 10 s at the same ' +
      'load, nothing was skipped',
    conditions: ({ ordersPerSecond }) => [
      promql(`max(rate(${ends}[30s])) < 2 * avg(rate(${ends}[30s]))`).for(10),
      caughtUp(group, topic, 10),
      nothingSkipped(group, topic).for(10),
      noneLost(),
      sentAtLeast(topic, 0.8 * ordersPerSecond),
    ],
  },
})
