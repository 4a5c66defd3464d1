import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { payments, spares } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { caughtUp, noneLost, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const group = 'payment-service'
const idle = `${exporterMetrics.groupIdleMembers.name}{group="${group}"}`
const members = `${exporterMetrics.groupMembers.name}{group="${group}"}`

export const tooManyConsumers = defineScenario({
  id: 'too-many-consumers',
  kind: 'drill',
  title: 'More members than partitions',
  pager: 'The payment service was scaled out before the sale. It did not get faster.',
  lesson:
    'A partition has one reader in a group, so the members beyond the partitions have nothing to ' +
    'do. They still take part in every rebalance.',
  source: 'Q: How do Consumer Groups and Offsets work in Kafka?',
  params: Type.Object({}, { additionalProperties: false }),
  ttlSeconds: 600,
  faults: () => setAll(spares, { groupId: group }),
  expect: {
    fires: [within('KafkaConsumerIdleMembers', 90)],
    mayFire: [
      may('KafkaConsumerRebalanceStorm', 'four members join one after the other'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'The coordinator knows a member without a partition',
    expr: `max(${idle}) > 0`,
  },
  hints: [
    metric(idle, 'it counts members without a partition'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group} --members`,
      'seven members share six partitions, so one has none',
    ),
    cause('the group has more members than the topic has partitions. Scale it to six at most.'),
  ],
  fixes: {
    right: [
      {
        id: 'scale-to-partitions',
        title: 'Take the member too many out of the group',
        acts: () => setAll(['spare-4'], { groupId: '' }),
      },
      {
        id: 'scale-back',
        title: 'Take all added members out of the group',
        acts: () => setAll(spares, { groupId: '' }),
      },
    ],
    wrong: [
      {
        id: 'restart-members',
        title: 'Restart the members: the same number shares the same partitions',
        holdSeconds: 45,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text: 'No member is idle for 15 s, the group works and nothing was skipped',
    conditions: () => [
      promql(`max(${idle}) == 0`).for(15),
      promql(`max(${members}) >= 3`).for(15),
      caughtUp(group, 'orders', 10),
      nothingSkipped(group, 'orders').for(10),
      noneLost(),
      stillProducing('orders'),
    ],
  },
})
