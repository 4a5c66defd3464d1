import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { Type } from 'typebox'
import { quota } from '../faults/quota.ts'
import { restartAll } from './acts.ts'
import { sendsWhatIsOffered, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, within } from './scenario.ts'
import { ofFailedSends } from './symptoms.ts'

const clientId = 'producer'
const key = 'producer_byte_rate'
const waiting = `${producerMetrics.bufferedRecords.name}{topic="orders"}`

export const throttledProducer = defineScenario({
  id: 'throttled-producer',
  kind: 'drill',
  title: 'A producer is throttled by a quota',
  pager: 'Orders pile up in the shop. Brokers and network are idle, nothing reports an error.',
  lesson:
    'A quota does not refuse, it delays: the client sees slow answers and no error at all. ' +
    'It holds on each broker, and only its list of quotas tells.',
  params: Type.Object(
    { bytesPerSecond: Type.Integer({ default: 1500, minimum: 500, maximum: 4000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ bytesPerSecond }) => [quota.with({ clientId, key, value: bytesPerSecond })],
  expect: {
    fires: [within('KafkaProducerThroughputDrop', 120), within('KafkaProducerLatencyHigh', 120)],
    mayFire: ofFailedSends,
  },
  hints: [
    metric(waiting, 'records wait in the producer, while the brokers have nothing to do'),
    command(
      './firedrill kafka kafka-configs --describe --entity-type clients',
      `${clientId} has a ${key} below what it offers`,
    ),
    cause('a client quota delays every answer to the producer. Raise it above the offered rate.'),
  ],
  fixes: {
    right: [
      {
        id: 'raise-quota',
        title: 'Raise the quota to ten megabytes a second',
        acts: () => [quota.with({ clientId, key, value: 10_000_000 })],
      },
      {
        id: 'remove-quota',
        title: 'Remove the quota',
        acts: () => [quota.with({ clientId, key, value: null })],
      },
    ],
    wrong: [
      {
        id: 'restart-producer',
        title: 'Restart the producer: the brokers know it by its client id',
        holdSeconds: 75,
        acts: () => restartAll(['producer']),
      },
    ],
  },
  recovered: {
    text: 'The producer sends what it is offered, in less than 100 ms a request, for 10 s',
    conditions: () => [
      sendsWhatIsOffered('orders', 10),
      promql(`max(${meanRequestSeconds()}) < 0.1`).for(10),
      stillProducing('orders'),
    ],
  },
})

function meanRequestSeconds(): string {
  const { name } = producerMetrics.requestDuration
  return `rate(${name}_sum[20s]) / rate(${name}_count[20s])`
}
