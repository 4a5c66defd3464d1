import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { Type } from 'typebox'
import { addPartitions } from '../faults/add-partitions.ts'
import { burst } from '../faults/burst.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments, spares } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { caughtUp, noneLost, paymentsFlow, sentAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-orders'
const group = 'payment-service'
const everyMember = [...payments, ...spares]
// Added partitions are noticed within this time.
const metadataMaxAgeMs = 3000
const inversions = ledgerMetrics.sequenceInversions.name

export const repartitionTrap = defineScenario({
  id: 'repartition-trap',
  kind: 'drill',
  title: 'Partitions were added while traffic runs',
  pager:
    'The topic got more partitions to become faster. Now accounts show events in a wrong order.',
  lesson:
    'More partitions send half of the keys elsewhere: new events overtake those that still wait ' +
    'in the old partition. Drain the backlog before a topic grows, or copy to a new topic.',
  source: 'Q: How does Kafka decide which partition a message goes to?',
  params: Type.Object(
    {
      // Partitions are worked on side by side, 22 records a second each; 17 of them are new.
      delayMs: Type.Integer({ default: 45, minimum: 40, maximum: 50 }),
      // So the three old partitions take a quarter of an hour over it, which is beyond the time limit.
      backlog: Type.Integer({ default: 16_000, minimum: 16_000, maximum: 40_000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ delayMs, backlog }) => [
    ownedTopic.with({ topic, partitions: 3, replicas: 3, config: {} }),
    ...setAll(everyMember, { topics: [topic], processingDelayMs: delayMs, metadataMaxAgeMs }),
    serviceSettings.with({
      service: 'producer',
      set: { ordersTopic: topic, metadataMaxAgeMs, accounts: 200 },
    }),
    burst.with({ topic, kind: 'orders', records: backlog, settle: true }),
    addPartitions.with({ topic, partitions: 6 }),
  ],
  expect: {
    fires: [within('OrdersOutOfOrder', 120)],
    mayFire: [
      may(
        'KafkaConsumerPartitionSkew',
        'the old partitions have a backlog, the new ones have none',
      ),
      may('KafkaConsumerRebalanceStorm', 'members take the new partitions, or restart'),
      may('KafkaProducerThroughputDrop', 'after the burst the producer sends less than during it'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Payments were booked below the highest sequence of their account',
    expr: `sum(increase(${inversions}[$since])) > 0`,
  },
  hints: [
    metric(inversions, 'it has been rising since the topic has more partitions'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'three partitions have a large lag, three have none',
    ),
    cause(
      'half of the accounts have moved to new partitions, whose events overtake the backlog of ' +
        'the old ones. Drain that backlog as fast as you can.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'drain',
        title: 'Drain the backlog: take the slow call out of the path',
        acts: () => setAll(everyMember, { processingDelayMs: 0 }),
      },
    ],
    wrong: [
      {
        id: 'more-partitions',
        title: 'Add still more partitions',
        holdSeconds: 25,
        acts: () => [addPartitions.with({ topic, partitions: 9 })],
      },
      {
        id: 'restart-members',
        title: 'Restart the members',
        holdSeconds: 20,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text:
      'For 40 s no event overtook another, the backlog is gone, nothing was skipped, ' +
      'payments flow',
    conditions: () => [
      promql(`sum(increase(${inversions}[40s])) == 0`).for(10),
      caughtUp(group, topic, 10),
      nothingSkipped(group, topic).for(10),
      noneLost(),
      paymentsFlow(),
      sentAtLeast(topic, 50),
    ],
  },
})
