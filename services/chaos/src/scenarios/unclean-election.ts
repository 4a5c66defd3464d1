import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { load } from '../faults/load.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { processControl } from '../faults/process.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { uncleanElection } from '../faults/unclean-election.ts'
import { brokers } from '../processes/stack.ts'
import { startAll } from './acts.ts'
import { allBrokersAnswer, fullyReplicated } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql, topicConfigIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofALostBroker, ofFailedSends } from './symptoms.ts'

const topic = 'drill-bookings'
const key = 'unclean.leader.election.enable'
const unclean = brokerMetrics.uncleanLeaderElections.name

export const uncleanLeaderElection = defineScenario({
  id: 'unclean-election',
  kind: 'drill',
  title: 'A leader was elected that lacks records',
  pager: 'Bookings that were confirmed a minute ago do not exist.',
  lesson:
    'unclean.leader.election.enable trades acknowledged records for availability: who was not ' +
    'in sync becomes leader, and what it lacks is gone for everybody. Forbid it ' +
    'where records count.',
  source: 'Q: How does Replication work in Kafka? What is the ISR?',
  params: Type.Object(
    {
      behindSeconds: Type.Integer({ default: 4, minimum: 2, maximum: 30 }),
      recordsPerSecond: Type.Integer({ default: 100, minimum: 20, maximum: 1000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ behindSeconds, recordsPerSecond }) => [
    ownedTopic.with({
      ...{ topic, partitions: 1, replicas: 2, without: 'controller' },
      config: { [key]: 'true', 'min.insync.replicas': '1' },
    }),
    load.with({
      ...{ topic, clientId: topic, senders: 2, recordsPerSend: 1, recordBytes: 200 },
      ...{ recordsPerSecond, acks: -1, seconds: 120, maxBytes: 50_000_000 },
    }),
    uncleanElection.with({ topic, behindSeconds }),
  ],
  expect: {
    fires: [
      // One election in a window: it resolves when the window has passed.
      within('KafkaUncleanLeaderElection', 60),
      within('KafkaBrokerDown', 60),
      within('KafkaUnderReplicatedPartitions', 60),
    ],
    mayFire: [
      may('KafkaOfflinePartitions', 'nobody leads the topic until the new leader is elected'),
      may('KafkaActiveControllerCount', 'the quorum has two of its three nodes only'),
      may('KafkaUnderMinIsr', 'other partitions for a moment, while a second broker wakes up'),
      ...ofALostBroker,
      ...ofFailedSends,
    ],
  },
  evidence: {
    text: 'The topic has one replica in sync, that which was behind',
    expr: `min(${exporterMetrics.partitionInSyncReplicas.name}{topic="${topic}"}) < 2`,
  },
  hints: [
    metric(unclean, 'it has risen: a leader came from outside the ISR'),
    command(
      `./firedrill kafka kafka-topics --describe --topic ${topic}`,
      'the leader is not the preferred one, and the topic allows unclean elections',
    ),
    cause(
      'the in-sync leader died while its follower was behind, and the topic allows such a ' +
        'follower to lead. Forbid it, and start the old leader.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'forbid-and-start',
        title: 'Forbid unclean elections and start the broker that is down',
        acts: () => [topicConfig.with({ topic, key, value: 'false' }), ...startAll(brokers)],
      },
    ],
    wrong: [
      {
        id: 'restart-new-leader',
        title: 'Restart the new leader: the records are gone from its log',
        holdSeconds: 20,
        acts: () => [processControl.with({ process: `leader:${topic}`, action: 'restart' })],
      },
    ],
  },
  recovered: {
    text: 'Unclean elections are forbidden again and every replica is in sync, for 10 s',
    conditions: () => [
      topicConfigIs(topic, key, 'false'),
      promql(`count(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}) == 1`).for(10),
      promql(`min(${exporterMetrics.partitionInSyncReplicas.name}{topic="${topic}"}) == 2`).for(10),
      allBrokersAnswer(10),
      fullyReplicated(10),
    ],
  },
})
