import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { restartAll } from './acts.ts'
import { lagBelow } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { consumed, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-orders'
const group = 'email-service'
const own = '{instance="email"}'
const heapRatio = `${processMetrics.heapUsed.name}${own} / ${processMetrics.heapLimit.name}${own}`
const starts = `${processMetrics.startTime.name}${own}`

export const consumerOutOfMemory = defineScenario({
  id: 'consumer-out-of-memory',
  kind: 'drill',
  title: 'A consumer runs out of memory again and again',
  pager: 'The mail service restarts every minute since the sale began. Kafka is healthy.',
  lesson:
    'A poll is as large as the backlog allows, and a consumer that parses and keeps all of it ' +
    'needs memory for all of it. Bound the poll and process it record by record.',
  source: '8. Consumer Crashes With OutOfMemoryError',
  params: Type.Object(
    {
      orders: Type.Integer({ default: 60_000, minimum: 20_000, maximum: 200_000 }),
      heapLimitMb: Type.Integer({ default: 64, minimum: 64, maximum: 128 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ orders, heapLimitMb }) => [
    ownedTopic.with({ topic, partitions: 6, replicas: 3, config: {} }),
    serviceSettings.with({
      service: 'email',
      set: { topics: [topic], pollRecords: 10_000, heapLimitMb, processingDelayMs: 2 },
    }),
    burst.with({ topic, kind: 'orders', records: orders, settle: true }),
    // A heap limit acts from the start of a process only.
    ...restartAll(['email']),
  ],
  expect: {
    fires: [within('KafkaConsumerMemoryHigh', 120), within('KafkaConsumerCrashLooping', 240)],
    mayFire: [
      may('KafkaConsumerRebalanceStorm', 'each crash is followed by a rebalance'),
      may('KafkaConsumerStalled', 'nothing is committed before the crash'),
      may('KafkaConsumerGroupEmpty', 'between two lives the group has no member'),
      may('KafkaConsumerIdleWithBacklog', 'nothing was ever committed before the crash'),
      may('KafkaConsumerPartitionSkew', 'some partitions get done before the crash'),
      may('KafkaProducerThroughputDrop', 'after the burst the producer sends less than during it'),
      ...ofABacklog,
    ],
  },
  hints: [
    metric(heapRatio, 'it climbs to 1, and then the process is a new one'),
    command('./firedrill logs email', 'JavaScript heap out of memory, right after a fetch'),
    cause(
      'ten thousand records are parsed and kept before the first is processed. Bound the poll; a ' +
        'bigger heap only bounds the backlog that it survives.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'bounded-polls',
        title: 'Take 200 records at a time',
        acts: () => [serviceSettings.with({ service: 'email', set: { pollRecords: 200 } })],
      },
    ],
    wrong: [
      {
        id: 'bigger-heap',
        title: 'Give it 16 MB more',
        holdSeconds: 75,
        acts: ({ heapLimitMb }) => [
          serviceSettings.with({ service: 'email', set: { heapLimitMb: heapLimitMb + 16 } }),
          ...restartAll(['email']),
        ],
      },
    ],
  },
  recovered: {
    text: 'The whole backlog was consumed, below 70 % of the heap and without a restart for a minute',
    conditions: ({ orders }) => [
      consumed(group, topic, orders),
      lagBelow(group, topic, 1, 5),
      promql(`max_over_time((${heapRatio})[60s:2s]) < 0.7`).for(5),
      promql(`changes(${starts}[60s]) == 0`).for(5),
    ],
  },
})
