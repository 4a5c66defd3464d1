import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { offsets } from '../faults/offsets.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { processControl } from '../faults/process.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { restartAll } from './acts.ts'
import { lagBelow } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { consumed, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-invoices'
const group = 'invoice-service'
const withoutCommit = `${exporterMetrics.partitionsWithoutCommit.name}{group="${group}"}`

export const runningButIdle = defineScenario({
  id: 'running-but-idle',
  kind: 'drill',
  title: 'The consumer runs and consumes nothing',
  pager: 'The nightly invoices lie in Kafka. The invoice service is up, healthy and does nothing.',
  lesson:
    'auto.offset.reset counts only where a group has no committed offset, and latest means that ' +
    'what is there already is not for this group. Reset the offsets on purpose, with ' +
    'a stopped group.',
  source: '1. Consumer Is Running But Messages Are Not Being Consumed',
  params: Type.Object(
    { invoices: Type.Integer({ default: 2000, minimum: 300, maximum: 50_000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ invoices }) => [
    // The batch of the night is the only one.
    serviceSettings.with({ service: 'producer', set: { invoiceIntervalSeconds: 86_400 } }),
    ownedTopic.with({ topic, partitions: 3, replicas: 3, config: {} }),
    burst.with({ topic, kind: 'invoices', records: invoices, settle: true }),
    serviceSettings.with({
      service: 'invoices',
      set: { topics: [topic], offsetReset: 'latest' },
    }),
  ],
  expect: {
    fires: [within('KafkaConsumerIdleWithBacklog', 120)],
    mayFire: [
      may('KafkaConsumerRebalanceStorm', 'its only member restarts'),
      may('KafkaConsumerCrashLooping', 'three restarts by hand in two minutes look like a loop'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'The group has partitions with records and without a commit',
    expr: `max(${withoutCommit}) > 0`,
  },
  hints: [
    metric(withoutCommit, 'partitions hold records, have a reader, and were never committed'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'no current offset at all, which is not the same as no lag',
    ),
    cause(
      'the group has no commit on this topic and starts at latest, behind the invoices. Stop it, ' +
        'reset its offsets to earliest and start it again.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'reset-to-earliest',
        title: 'Stop the group, reset its offsets to earliest, start it',
        acts: () => [
          processControl.with({ process: 'invoices', action: 'stop' }),
          offsets.with({ group, topic, to: 'earliest' }),
          processControl.with({ process: 'invoices', action: 'start' }),
        ],
      },
      {
        // Where nothing was ever committed the policy decides; where it was, no more.
        id: 'policy-earliest',
        title: 'Set auto.offset.reset to earliest and restart',
        acts: () => [
          serviceSettings.with({ service: 'invoices', set: { offsetReset: 'earliest' } }),
          ...restartAll(['invoices']),
        ],
      },
    ],
    wrong: [
      {
        id: 'restart',
        title: 'Restart the invoice service',
        holdSeconds: 35,
        acts: () => restartAll(['invoices']),
      },
      {
        id: 'more-memory',
        title: 'Give it more memory',
        holdSeconds: 35,
        acts: () => [
          serviceSettings.with({ service: 'invoices', set: { heapLimitMb: 512 } }),
          ...restartAll(['invoices']),
        ],
      },
    ],
  },
  recovered: {
    text: 'Every invoice of the batch was consumed, and the committed offsets are at its end',
    conditions: ({ invoices }) => [
      consumed(group, topic, invoices),
      lagBelow(group, topic, 1, 5),
      promql(
        `sum(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}) >= ${invoices}`,
      ).for(0),
    ],
  },
})
