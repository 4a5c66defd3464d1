import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { meanOf, sendsWhatIsOffered, sentAtLeast } from './conditions.ts'
import { cause, command, metric, readSettings } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'

const topic = 'audit'
const recordsPerSend = `${producerMetrics.batchRecords.name}`
const oneByOne = { lingerMs: 0, maxBatchRecords: 1, compression: 'none', maxInFlightSends: 1 }

export const slowProducer = defineScenario({
  id: 'slow-producer',
  kind: 'drill',
  title: 'The producer is slow, the cluster is healthy',
  pager: 'The audit trail falls behind more and more. All broker dashboards are green.',
  lesson:
    'A request for each record spends its time on round trips; a few milliseconds of linger make ' +
    'batches that carry a hundred times as much. acks=1 buys little and costs durability.',
  source: '7. Producer Is Slow Even Though Kafka Cluster Is Healthy',
  params: Type.Object(
    { auditPerSecond: Type.Integer({ default: 4000, minimum: 2000, maximum: 5000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ auditPerSecond }) => [
    overrides({ ...oneByOne, acks: -1 }),
    serviceSettings.with({ service: 'producer', set: { auditPerSecond, auditBytes: 256 } }),
  ],
  expect: {
    fires: [
      within('KafkaProducerThroughputDrop', 120),
      within('KafkaProducerBatchesTooSmall', 120),
    ],
    mayFire: [
      may('KafkaProducerLatencyHigh', 'thousands of small requests queue up'),
      may('KafkaConsumerCommitSlow', 'the machine is busy with small requests'),
      may('KafkaConsumerLagSeconds', 'the machine is busy with small requests'),
      may('SloFreshnessBurn', 'the machine is busy with small requests'),
    ],
  },
  evidence: {
    text: 'A send carries one record',
    expr: `${meanOf(recordsPerSend, topic)} < 1.5`,
  },
  hints: [
    metric(
      `${producerMetrics.waitingRecords.name}{topic="${topic}"}`,
      'records wait in the producer, and each send carries a single one',
    ),
    command(
      readSettings('producer'),
      'for this topic lingerMs is 0, a batch holds one record, and nothing is compressed',
    ),
    cause('every record is a request of its own. Let the producer wait 10 ms and fill batches.'),
  ],
  fixes: {
    right: [
      {
        id: 'batch',
        title: 'Linger 10 ms, batches of 32 KB, snappy',
        acts: () => [
          overrides({ lingerMs: 10, batchBytes: 32_768, compression: 'snappy', acks: -1 }),
        ],
      },
    ],
    wrong: [
      {
        id: 'acks-one',
        title: 'Only ask the leader: acks=1',
        holdSeconds: 45,
        acts: () => [overrides({ ...oneByOne, acks: 1 })],
      },
    ],
  },
  recovered: {
    text: 'As much is sent as is offered, in real batches, at the same load, for 15 s',
    conditions: ({ auditPerSecond }) => [
      sendsWhatIsOffered(topic, 15),
      sentAtLeast(topic, 0.9 * auditPerSecond),
      promql(`${meanOf(recordsPerSend, topic)} > 2`).for(10),
    ],
  },
})

function overrides(set: Record<string, unknown>) {
  return serviceSettings.with({ service: 'producer', set: { topicOverrides: { [topic]: set } } })
}
