import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { offsets } from '../faults/offsets.ts'
import { payments } from '../processes/stack.ts'
import { startAll, stopAll } from './acts.ts'
import { caughtUp, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const members = { 'email-service': ['email'], 'payment-service': payments } as const

export const consumersGone = defineScenario({
  id: 'consumers-gone',
  kind: 'drill',
  title: 'A whole consumer group is gone',
  pager: 'Customers get no mails any more. Nothing reports an error.',
  lesson:
    'A group without members has no client that could raise an alarm: only the brokers know its ' +
    'lag. Its offsets wait, so starting it again loses nothing, while a reset would.',
  source: 'Q: What is Consumer Lag and how do you handle backpressure?',
  params: Type.Object(
    {
      group: Type.Union([Type.Literal('email-service'), Type.Literal('payment-service')], {
        default: 'email-service',
      }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ group }) => stopAll(members[group]),
  expect: {
    fires: [within('KafkaConsumerGroupEmpty', 60)],
    mayFire: [
      may('KafkaOffsetRewound', 'the undo of a wrong fix moves the offsets back'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'The coordinator knows no member of the group',
    expr: `min(${exporterMetrics.groupMembers.name}{group=~"${Object.keys(members).join('|')}"}) == 0`,
  },
  hints: [
    metric(exporterMetrics.groupMembers.name, 'one group has fallen to 0 while its lag grows'),
    command(
      './firedrill kafka kafka-consumer-groups --describe --all-groups --state',
      'one group is Empty',
    ),
    cause('its processes are stopped. Start them; the committed offsets are where they were.'),
  ],
  fixes: {
    right: [
      {
        id: 'start-consumers',
        title: 'Start the members of the group',
        acts: ({ group }) => startAll(members[group]),
      },
    ],
    wrong: [
      {
        id: 'reset-to-latest',
        title: 'Reset the offsets to latest: the lag is gone, and so are the mails',
        holdSeconds: 30,
        acts: ({ group }) => [offsets.with({ group, topic: 'orders', to: 'latest' })],
      },
    ],
  },
  recovered: {
    text: 'The lag is below 500 records for 10 s and every record in between was consumed',
    conditions: ({ group }) => [
      caughtUp(group, 'orders', 10),
      nothingSkipped(group, 'orders').for(10),
      stillProducing('orders'),
    ],
  },
})
