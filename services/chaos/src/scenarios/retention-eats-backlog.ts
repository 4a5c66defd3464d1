import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { offsets } from '../faults/offsets.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { processControl } from '../faults/process.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { lagBelow, stillWritten } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-invoices'
const group = 'invoice-service'
const lagSeconds = `${exporterMetrics.groupLagSeconds.name}{group="${group}",topic="${topic}"}`
const retention = `${exporterMetrics.topicRetentionSeconds.name}{topic="${topic}"}`
const firstOffset = `${exporterMetrics.partitionStartOffset.name}{topic="${topic}"}`

export const retentionEatsBacklog = defineScenario({
  id: 'retention-eats-backlog',
  kind: 'drill',
  title: 'Retention is about to delete what nobody has read',
  pager: 'The invoice service is down for maintenance. Finance asks how long that is safe.',
  lesson:
    'Retention does not wait for consumers: what is older is deleted, read or not. ' +
    'The time that a group may be away is the retention of its topic.',
  source: 'Q: What is the difference between Retention and Log Compaction in Kafka?',
  params: Type.Object(
    { retentionSeconds: Type.Integer({ default: 300, minimum: 180, maximum: 600 }) },
    { additionalProperties: false },
  ),
  // Longer than the longest retention: whoever does nothing sees the invoices go.
  ttlSeconds: 900,
  faults: ({ retentionSeconds }) => [
    ownedTopic.with({
      ...{ topic, partitions: 3, replicas: 3 },
      // Only whole segments are deleted, and never the one that is written to.
      config: { 'retention.ms': String(retentionSeconds * 1000), 'segment.ms': '20000' },
    }),
    serviceSettings.with({ service: 'invoices', set: { topics: [topic] } }),
    processControl.with({ process: 'invoices', action: 'stop' }),
    // The group has read everything up to here, which is nothing yet.
    offsets.with({ group, topic, to: 'earliest' }),
    serviceSettings.with({
      service: 'producer',
      set: { invoicesTopic: topic, invoiceBatchSize: 100, invoiceIntervalSeconds: 5 },
    }),
  ],
  expect: {
    fires: [
      within('KafkaConsumerGroupEmpty', 60),
      // At half of the retention.
      within('KafkaRetentionRisk', 340),
    ],
    mayFire: [
      may('KafkaOffsetRewound', 'the undo of a wrong fix moves the offsets back'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'The group has no member, and its topic keeps what it has not read for minutes only',
    expr:
      `max(${retention}) <= 600 and max(${lagSeconds}) > 0` +
      ` and max(${exporterMetrics.groupMembers.name}{group="${group}"}) == 0`,
  },
  hints: [
    metric(lagSeconds, 'the oldest unread invoice is this old; compare it with the retention'),
    command(
      `./firedrill kafka kafka-configs --describe --entity-type topics --entity-name ${topic}`,
      'retention.ms is a few minutes',
    ),
    cause(
      'the group is stopped and its topic keeps records for minutes only. Raise retention.ms ' +
        'first, that acts at once; then start the group.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'raise-retention-and-start',
        title: 'Raise the retention to a day and start the group',
        acts: () => [
          topicConfig.with({ topic, key: 'retention.ms', value: '86400000' }),
          processControl.with({ process: 'invoices', action: 'start' }),
        ],
      },
    ],
    wrong: [
      {
        id: 'reset-to-latest',
        title: 'Reset the group to latest: no lag, and no invoices',
        holdSeconds: 30,
        silences: ['KafkaRetentionRisk'],
        acts: () => [offsets.with({ group, topic, to: 'latest' })],
      },
    ],
  },
  recovered: {
    text: 'Nothing was deleted, nothing was skipped, and the lag is below 200 invoices for 10 s',
    conditions: () => [
      promql(`max(${firstOffset}) == 0`).for(10),
      lagBelow(group, topic, 200, 10),
      // A batch is 100 invoices, every five seconds.
      nothingSkipped(group, topic, 150).for(10),
      stillWritten(topic),
    ],
  },
})
