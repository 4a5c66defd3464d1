import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { ownedTopic } from '../faults/owned-topic.ts'
import { processControl } from '../faults/process.ts'
import { payments } from '../processes/stack.ts'
import { restartAll } from './acts.ts'
import { allBrokersAnswer, fullyReplicated } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { brokerParam } from './params.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofALostBroker } from './symptoms.ts'

const topic = 'drill-receipts'
const offline = recordedMetrics.offlinePartitionsCount.name

export const offlinePartitions = defineScenario({
  id: 'offline-partitions',
  kind: 'drill',
  title: 'Partitions have no leader',
  pager: 'Receipts can neither be written nor read. Everything else works.',
  lesson:
    'With one replica, the loss of its broker is the loss of the partition: nobody else can ' +
    'lead it. No client and no other broker brings it back, only that broker or a second replica.',
  source: 'Q: How does Replication work in Kafka? What is the ISR?',
  params: Type.Object({ broker: brokerParam('kafka-3') }, { additionalProperties: false }),
  ttlSeconds: 600,
  faults: ({ broker }) => [
    ownedTopic.with({ topic, partitions: 3, replicas: 1, leader: broker, config: {} }),
    // Asked to end and not killed: a kill would count as an unclean election at the return.
    processControl.with({ process: broker, action: 'stop' }),
  ],
  expect: {
    fires: [
      within('KafkaOfflinePartitions', 60),
      within('KafkaBrokerDown', 60),
      within('KafkaUnderReplicatedPartitions', 60),
    ],
    mayFire: [
      may('KafkaConsumerGroupEmpty', 'a wrong fix restarts all members while a broker is missing'),
      ...ofALostBroker,
    ],
  },
  evidence: {
    text: 'The controllers count partitions that nobody leads',
    expr: `max(${offline}) > 0`,
  },
  hints: [
    metric(offline, 'so many partitions have nobody who leads them'),
    command(
      './firedrill kafka kafka-topics --describe --unavailable-partitions',
      'each has a single replica, on the same broker',
    ),
    cause(
      'the only broker that holds them has ended. Start it; a second replica would have helped.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'start-broker',
        title: 'Start the broker that holds the partitions',
        acts: ({ broker }) => [processControl.with({ process: broker, action: 'start' })],
      },
    ],
    wrong: [
      {
        // Not the other brokers: without the quorum's second node nothing would be led at all.
        id: 'restart-clients',
        title: 'Restart the producer and the consumers',
        holdSeconds: 20,
        acts: () => restartAll(['producer', ...payments]),
      },
    ],
  },
  recovered: {
    text: 'No partition is offline, the topic still exists and the ISR is full, for 10 s',
    conditions: () => [
      promql(`max(${offline}) == 0`).for(10),
      promql(`count(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}) == 3`).for(10),
      allBrokersAnswer(10),
      fullyReplicated(10),
    ],
  },
})
