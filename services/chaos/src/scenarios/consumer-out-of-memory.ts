import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { restartAll } from './acts.ts'
import { lagBelow, stillThere } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { consumed, nothingSkipped, promql, settingIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-audit'
const service = 'analytics'
const group = 'analytics'
const own = `{instance="${service}"}`
const heapRatio = `${processMetrics.heapUsed.name}${own} / ${processMetrics.heapLimit.name}${own}`
const starts = `${processMetrics.startTime.name}${own}`

export const consumerOutOfMemory = defineScenario({
  id: 'consumer-out-of-memory',
  kind: 'drill',
  title: 'A consumer runs out of memory again and again',
  pager: 'Analytics restarts every half minute since the events got larger. Kafka is healthy.',
  lesson:
    'A poll is as large as the backlog allows, and a consumer that parses and keeps all of it ' +
    'needs memory for all of it. Bound the poll and process it record by record.',
  source: '8. Consumer Crashes With OutOfMemoryError',
  params: Type.Object(
    {
      records: Type.Integer({ default: 12_000, minimum: 10_000, maximum: 40_000 }),
      recordBytes: Type.Integer({ default: 8192, minimum: 8192, maximum: 16_384 }),
      heapLimitMb: Type.Integer({ default: 64, minimum: 64, maximum: 72 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ records, recordBytes, heapLimitMb }) => [
    ownedTopic.with({ topic, partitions: 3, replicas: 3, config: {} }),
    serviceSettings.with({
      service,
      set: {
        ...{ topics: [topic], pollRecords: 10_000, heapLimitMb },
        // Waited for each record that is taken in: how fast the heap grows.
        processingDelayMs: 4,
        ...{ sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 },
      },
    }),
    // A heap limit acts from the start of a process only; without it all would fit in memory.
    ...restartAll([service]),
    serviceSettings.with({ service: 'producer', set: { auditBytes: recordBytes } }),
    burst.with({ topic, kind: 'audit', records, settle: true }),
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
      may('KafkaOffsetRewound', 'a dying member and its successor may commit out of turn'),
      may('ScrapeSlow', 'a process short of memory collects garbage instead of answering'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'The process has begun a new life',
    expr: `changes(${starts}[$since]) > 0`,
  },
  hints: [
    metric(heapRatio, 'it climbs to 1, and then the process is a new one'),
    command('./firedrill logs analytics', 'JavaScript heap out of memory, right after a fetch'),
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
        acts: () => [serviceSettings.with({ service, set: { pollRecords: 200 } })],
      },
    ],
    wrong: [
      {
        id: 'bigger-heap',
        title: 'Give it half as much memory again',
        holdSeconds: 75,
        acts: ({ heapLimitMb }) => [
          serviceSettings.with({ service, set: { heapLimitMb: heapLimitMb + 32 } }),
          ...restartAll([service]),
        ],
      },
    ],
  },
  recovered: {
    text:
      'The group is at the end of the backlog and was not moved there by hand, has consumed at ' +
      'least half of it, below 70 % of the same heap and without a restart for a minute',
    conditions: ({ records, heapLimitMb }) => [
      // Any backlog fits into a heap that is large enough, until the next one.
      settingIs(service, 'heapLimitMb', heapLimitMb),
      // Half: a process that dies right after a fix takes along what nobody has scraped yet, at
      // most what its heap held, and 64 MB do not hold 6,000 records of 8 KB.
      consumed(group, topic, Math.floor(records / 2)),
      nothingSkipped(group, topic, Math.floor(records / 2)).for(0),
      stillThere(topic),
      lagBelow(group, topic, 1, 5),
      promql(`max_over_time((${heapRatio})[60s:2s]) < 0.7`).for(5),
      promql(`changes(${starts}[60s]) == 0`).for(5),
    ],
  },
})
