import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { setAll } from './acts.ts'
import { paymentsFlow, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql, settingIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const inversions = ledgerMetrics.sequenceInversions.name

export const orderingLost = defineScenario({
  id: 'ordering-lost',
  kind: 'drill',
  title: 'Events of an account overtake each other',
  pager: 'Accounts show a payment before the order that it belongs to. It began with a release.',
  lesson:
    'Kafka keeps the order within a partition, and the key decides the partition. A key that ' +
    'differs from event to event spreads an account over all partitions, and its order is gone.',
  source: '5. Kafka Ordering Guarantees Suddenly Break',
  params: Type.Object(
    {
      keyBy: Type.Union([Type.Literal('event_id'), Type.Literal('none')], { default: 'event_id' }),
      accounts: Type.Integer({ default: 50, minimum: 5, maximum: 500 }),
      delayMs: Type.Integer({ default: 20, minimum: 5, maximum: 25 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ keyBy, accounts, delayMs }) => [
    // One member is a little slower, as one always is.
    ...setAll(['payment-2'], { processingDelayMs: delayMs }),
    serviceSettings.with({
      service: 'producer',
      set: { keyBy, accounts, eventsPerAccount: 3 },
    }),
  ],
  expect: {
    fires: [within('OrdersOutOfOrder', 90)],
    mayFire: [
      may('KafkaConsumerPartitionSkew', 'the partitions of the slower member lag'),
      may('KafkaConsumerRebalanceStorm', 'members join in a wrong fix'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Payments were booked below the highest sequence of their account',
    expr: `sum(increase(${inversions}[$since])) > 0`,
  },
  hints: [
    metric(inversions, 'payments are booked below the highest sequence of their account'),
    command(
      './firedrill kafka kafka-console-consumer --topic orders --max-messages 20 ' +
        '--property print.key=true --property print.partition=true',
      'orders of one account come from several partitions, and their keys differ',
    ),
    cause('the producer no longer uses account_id as the key. Use it again.'),
  ],
  fixes: {
    right: [
      {
        id: 'key-by-account',
        title: 'Key by account_id again',
        acts: () => [serviceSettings.with({ service: 'producer', set: { keyBy: 'account_id' } })],
      },
    ],
    wrong: [
      {
        id: 'add-members',
        title: 'Add two members, so that nobody is slow',
        holdSeconds: 45,
        acts: () => setAll(['spare-1', 'spare-2'], { groupId: 'payment-service' }),
      },
    ],
  },
  recovered: {
    text: 'For 40 s no event overtook another, keyed by account, at the same load',
    conditions: () => [
      // Fewer events in a row, or more accounts, hide the fault and leave it in.
      settingIs('producer', 'keyBy', 'account_id'),
      promql(`sum(increase(${inversions}[40s])) == 0`).for(10),
      paymentsFlow(),
      stillProducing('orders'),
    ],
  },
})
