import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { meanOf, sendsWhatIsOffered, sentAtLeast, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql, topicConfigIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'

const topic = 'audit'
/** What a broker takes unless the topic says otherwise: max.message.bytes. */
const defaultLimit = 1_048_588
const errors = `${producerMetrics.recordErrors.name}{topic="${topic}"}`
const batchBytes = producerMetrics.batchSizeBytes.name

export const messageTooLarge = defineScenario({
  id: 'message-too-large',
  kind: 'drill',
  title: 'Records became too large for the brokers',
  pager: 'Since the release the audit trail has a hole. The producer runs, so does the cluster.',
  lesson:
    'A batch above max.message.bytes, after compression, is refused, and no retry makes a record ' +
    'smaller. Keep the file elsewhere and send where it is: a higher limit is paid for by every ' +
    'replica, fetch and heap.',
  source: '8. Consumer Crashes With OutOfMemoryError',
  params: Type.Object(
    { recordBytes: Type.Integer({ default: 1_200_000, minimum: 1_100_000, maximum: 2_000_000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ recordBytes }) => [
    // Text without words: snappy, with which the producer compresses, does not make it smaller.
    serviceSettings.with({ service: 'producer', set: { auditBytes: recordBytes } }),
  ],
  expect: {
    fires: [within('KafkaProducerErrors', 60)],
    mayFire: [
      may('KafkaProducerThroughputDrop', 'nothing of what is offered for the topic gets through'),
      may('SloProduceSuccessBurn', 'what was refused counts as not produced'),
      may('KafkaProducerBatchesTooSmall', 'each of these records is a batch of its own'),
    ],
  },
  evidence: {
    text: 'Records were refused',
    expr: `sum(increase(${errors}[$since])) > 0`,
  },
  hints: [
    metric(errors, 'MESSAGE_TOO_LARGE, for this topic alone, and at once: no retry precedes it'),
    command(
      `./firedrill kafka kafka-configs --describe --all --topic ${topic}`,
      `max.message.bytes is ${defaultLimit}, the default, and a record alone is larger`,
    ),
    cause(
      'the release puts whole files into the records: each is a batch of its own, and too large. ' +
        'Send a reference to the file again; compression only moves the day on which it is refused.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'send-references',
        title: 'Send where the file is, not the file',
        acts: () => [serviceSettings.with({ service: 'producer', set: { auditBytes: 1024 } })],
      },
    ],
    wrong: [
      {
        id: 'more-retries',
        title: 'Retry more often',
        holdSeconds: 30,
        acts: () => [serviceSettings.with({ service: 'producer', set: { retries: 50 } })],
      },
    ],
  },
  recovered: {
    text: 'Audit records flow and are small, none was refused for 20 s, the limit is what it was',
    conditions: () => [
      topicConfigIs(topic, 'max.message.bytes', String(defaultLimit)),
      promql(`sum(increase(${errors}[20s])) == 0`).for(5),
      // Before compression, which would let the files through.
      promql(`${meanOf(batchBytes, topic)} < ${defaultLimit}`).for(0),
      sendsWhatIsOffered(topic, 5),
      sentAtLeast(topic, 2),
      stillProducing(topic),
    ],
  },
})
