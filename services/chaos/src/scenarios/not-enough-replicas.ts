import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { Type } from 'typebox'
import { processControl } from '../faults/process.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { noneLost, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { brokerParam } from './params.ts'
import { promql, settingIs, topicConfigIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofALostBroker, ofFailedSends } from './symptoms.ts'

const topic = 'orders'
const underMinIsr = brokerMetrics.underMinIsrPartitions.name
const errors = `${producerMetrics.recordErrors.name}{topic="${topic}"}`

export const notEnoughReplicas = defineScenario({
  id: 'not-enough-replicas',
  kind: 'drill',
  title: 'Orders are refused: not enough replicas',
  pager: 'The shop cannot place orders. Two of three brokers are up and healthy.',
  lesson:
    'min.insync.replicas equal to the replication factor turns the loss of any one broker into ' +
    'an outage. acks=1 hides that by giving up the promise that acks=all makes.',
  source: 'Q: What are the different acks settings and how do they affect durability?',
  params: Type.Object({ broker: brokerParam('kafka-3') }, { additionalProperties: false }),
  ttlSeconds: 600,
  faults: ({ broker }) => [
    topicConfig.with({ topic, key: 'min.insync.replicas', value: '3' }),
    processControl.with({ process: broker, action: 'stop' }),
  ],
  expect: {
    fires: [
      within('KafkaUnderMinIsr', 60),
      // The producer gives a batch up after about 25 s of retries.
      within('KafkaProducerErrors', 120),
      within('KafkaBrokerDown', 60, 'revert'),
      within('KafkaUnderReplicatedPartitions', 60, 'revert'),
    ],
    mayFire: [
      may('KafkaProducerLatencyHigh', 'a request waits until the lost broker is fenced'),
      ...ofALostBroker,
      ...ofFailedSends,
    ],
  },
  evidence: {
    text: 'Leaders count partitions with fewer replicas in sync than the topic asks for',
    expr: `sum(${underMinIsr}) > 0`,
  },
  hints: [
    metric(errors, 'sends fail with NOT_ENOUGH_REPLICAS, which no retry cures'),
    command(
      `./firedrill kafka kafka-topics --describe --topic ${topic}`,
      'two replicas are in sync, and min.insync.replicas asks for three',
    ),
    cause(
      'min.insync.replicas is as high as the replication factor, and one broker is down. Set it ' +
        'to 2, or bring the broker back.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'lower-min-isr',
        title: 'Set min.insync.replicas of the topic to 2',
        acts: () => [topicConfig.with({ topic, key: 'min.insync.replicas', value: '2' })],
      },
      {
        id: 'start-broker',
        title: 'Start the broker',
        acts: ({ broker }) => [processControl.with({ process: broker, action: 'start' })],
      },
    ],
    wrong: [
      {
        id: 'acks-one',
        title: 'Send with acks=1: orders flow again, and no replica is promised',
        holdSeconds: 30,
        acts: () => [
          serviceSettings.with({ service: 'producer', set: { idempotent: false, acks: 1 } }),
        ],
      },
    ],
  },
  recovered: {
    text:
      'No partition is below its minimum of 2 or 3, no send with acks=all fails for 20 s, ' +
      'nothing is lost',
    conditions: () => [
      // Neither promise is given up: 1 in sync is not replicated, acks=1 does not ask.
      topicConfigIs(topic, 'min.insync.replicas', '2', '3'),
      settingIs('producer', 'acks', -1),
      settingIs('producer', `topicOverrides.${topic}.acks`, undefined, -1),
      promql(`sum(${underMinIsr}) == 0`).for(10),
      promql(`sum(increase(${errors}[20s])) == 0`).for(5),
      noneLost(),
      stillProducing(topic),
    ],
  },
})
