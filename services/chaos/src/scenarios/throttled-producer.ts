import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { Type } from 'typebox'
import { quota } from '../faults/quota.ts'
import { restartAll } from './acts.ts'
import { sendsWhatIsOffered, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, within } from './scenario.ts'
import { ofFailedSends } from './symptoms.ts'

const { clientThrottleTime, clientByteRate } = brokerMetrics
const clientId = 'producer'
const key = 'producer_byte_rate'
const sent = `${producerMetrics.recordsSent.name}{topic="orders"}`
const waiting = `${producerMetrics.bufferedRecords.name}{topic="orders"}`

export const throttledProducer = defineScenario({
  id: 'throttled-producer',
  kind: 'drill',
  title: 'A producer is throttled by a quota',
  pager: 'Orders pile up in the shop. Brokers and network are idle, nothing reports an error.',
  lesson:
    'A quota does not refuse, it delays: each answer comes at once, and the client has to wait ' +
    'before it may ask again. No request is slow and none fails: only the broker tells.',
  source: 'Q: What are the key metrics to monitor in a Kafka cluster?',
  params: Type.Object(
    { bytesPerSecond: Type.Integer({ default: 1500, minimum: 500, maximum: 4000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ bytesPerSecond }) => [quota.with({ clientId, key, value: bytesPerSecond })],
  expect: {
    fires: [within('KafkaProducerThroughputDrop', 120), within('KafkaClientThrottled', 60)],
    mayFire: ofFailedSends,
  },
  evidence: {
    text: 'A broker holds the answers back from a client that still sends',
    // The time keeps its last value when the quota is gone; the bytes do not.
    expr:
      `max by (quota) (${clientThrottleTime.name}{request="Produce"}) > 100` +
      ` and max by (quota) (max_over_time(${clientByteRate.name}{request="Produce"}[20s])) > 0`,
  },
  hints: [
    metric(waiting, 'records wait in the producer, while the brokers have nothing to do'),
    command(
      './firedrill kafka kafka-configs --describe --entity-type clients',
      `${clientId} has a ${key} below what it offers`,
    ),
    cause('a quota makes the producer wait after each answer. Raise it above the offered rate.'),
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
        holdSeconds: 45,
        acts: () => restartAll(['producer']),
      },
    ],
  },
  recovered: {
    text: 'The producer sends what it is offered, with less than three seconds of it waiting, for 10 s',
    conditions: () => [
      sendsWhatIsOffered('orders', 10),
      promql(`sum(${waiting}) < 3 * sum(rate(${sent}[20s]))`).for(10),
      stillProducing('orders'),
    ],
  },
})
