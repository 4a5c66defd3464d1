import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments } from '../processes/stack.ts'
import { setAll } from './acts.ts'
import { noneLost, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { crashEveryRecordsParam } from './params.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const duplicates = ledgerMetrics.duplicatePayments.name
const redelivered = `${consumerMetrics.redeliveredRecords.name}{group="payment-service"}`
const starts = `${processMetrics.startTime.name}{instance="payment-2"}`

export const duplicatePayments = defineScenario({
  id: 'duplicate-payments',
  kind: 'drill',
  title: 'Customers are charged twice',
  pager: 'Support reports double charges. One payment process restarts again and again.',
  lesson:
    'Between processing and commit lies a gap, and a crash in it means that records come again. ' +
    'No commit interval closes it; only a handler that recognises what it has done does.',
  source: '2. Why Duplicate Messages Happen in Kafka',
  params: Type.Object(
    { crashEveryRecords: crashEveryRecordsParam() },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ crashEveryRecords }) => [
    // A short session, so that the others take over while the drill goes on.
    ...setAll(payments, { dedupe: false, sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 }),
    serviceSettings.with({
      service: 'payment-2',
      set: { crashPoint: 'after-processing', crashEveryRecords },
    }),
  ],
  expect: {
    fires: [within('PaymentsDuplicated', 120), within('KafkaConsumerCrashLooping', 150, 'revert')],
    mayFire: [
      may('KafkaConsumerRebalanceStorm', 'each crash is followed by two rebalances'),
      may('KafkaOffsetRewound', 'a dying member and its successor may commit out of turn'),
      ...ofABacklog,
      may(
        'KafkaConsumerPartitionSkew',
        'the partitions of the dead member lag, those of the others do not',
      ),
      may('KafkaConsumerStalled', 'the partitions of a dead member wait for its session to end'),
    ],
  },
  evidence: {
    text: 'Orders were paid twice',
    expr: `sum(increase(${duplicates}[$since])) > 0`,
  },
  hints: [
    metric(duplicates, 'it grows after each restart of payment-2'),
    command(
      './firedrill kafka kafka-consumer-groups --describe --group payment-service',
      'after a crash the committed offset is behind what was already paid',
    ),
    cause(
      'payment-2 dies after processing and before its commit, and nothing recognises an event ' +
        'that was paid already. Deduplicate by event_id in the transaction that books the payment.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'deduplicate',
        title: 'Deduplicate by event_id in the same transaction',
        acts: () => setAll(payments, { dedupe: true }),
      },
    ],
    wrong: [
      {
        id: 'commit-each-record',
        title: 'Commit after every record',
        holdSeconds: 50,
        acts: () => setAll(payments, { commit: 'record' }),
      },
      {
        id: 'longer-session',
        title: 'Lengthen the session timeout',
        holdSeconds: 50,
        acts: () => setAll(payments, { sessionTimeoutMs: 30_000 }),
      },
    ],
  },
  recovered: {
    text: 'payment-2 still crashes, records come again, for 60 s no payment is doubled, none is lost',
    conditions: () => [
      promql(`changes(${starts}[90s]) > 0`).for(0),
      // Two services count these, so one may be seen before the other: hence the time.
      promql(`sum(increase(${redelivered}[60s])) > 0`).for(15),
      promql(`sum(increase(${duplicates}[60s])) == 0`).for(15),
      // Whoever commits before the work doubles nothing either.
      noneLost(),
      stillProducing('orders'),
    ],
  },
})
