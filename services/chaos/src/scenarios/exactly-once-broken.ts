import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { Type } from 'typebox'
import { pulse } from '../faults/pulse.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments } from '../processes/stack.ts'
import { setAll } from './acts.ts'
import { paymentsFlow, someSendsWait, stillProducing } from './conditions.ts'
import { cause, command, metric, readSettings } from './hints.ts'
import { crashEveryRecordsParam } from './params.ts'
import { promql, settingIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog, ofALostBroker, ofAPausingBroker, ofFailedSends } from './symptoms.ts'

const duplicates = ledgerMetrics.duplicatePayments.name
const lost = ledgerMetrics.lostPayments.name
const starts = `${processMetrics.startTime.name}{instance="payment-2"}`

const idempotentProducer = serviceSettings.with({ service: 'producer', set: { idempotent: true } })
const commitAfterSuccess = setAll(payments, { commit: 'batch' })
const deduplicate = setAll(payments, { dedupe: true })

export const exactlyOnceBroken = defineScenario({
  id: 'exactly-once-broken',
  kind: 'drill',
  title: 'Payments are lost and doubled at once',
  pager: 'Some customers are charged twice, others not at all. Each team says that it is not them.',
  lesson:
    'Exactly once is a chain: an idempotent producer, a commit after success, and a handler that ' +
    'knows what it has done. Without the second money is lost, without the third it is doubled, ' +
    'and without the first every other reader of the topic gets orders twice.',
  source: '9. Designing Exactly-Once Processing for Payments',
  params: Type.Object(
    {
      crashEveryRecords: crashEveryRecordsParam(),
      frozenMs: Type.Integer({ default: 4000, minimum: 3000, maximum: 5000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 1200,
  faults: ({ crashEveryRecords, frozenMs }) => [
    ...setAll(payments, {
      ...{ dedupe: false, commit: 'before-processing' },
      ...{ sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 },
    }),
    // Appended, not acknowledged in time, appended again: a follower that pauses is enough.
    serviceSettings.with({
      service: 'producer',
      set: { idempotent: false, requestTimeoutMs: 1500, retries: 8 },
    }),
    serviceSettings.with({
      service: 'payment-2',
      set: { crashPoint: 'before-processing', crashEveryRecords },
    }),
    pulse.with({ broker: 'kafka-3', frozenMs, awakeMs: 16_000, seconds: 3600 }),
  ],
  expect: {
    fires: [
      within('PaymentsDuplicated', 150),
      within('PaymentsLost', 180),
      within('KafkaConsumerCrashLooping', 180, 'revert'),
    ],
    mayFire: [
      may('KafkaConsumerStalled', 'the partitions of a dead member wait for its session to end'),
      may('KafkaConsumerPartitionSkew', 'the partitions of the dead member lag'),
      ...ofAPausingBroker,
      ...ofALostBroker,
      ...ofFailedSends,
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Orders were paid twice, or passed by the committed offset and not paid',
    expr: `sum(increase(${duplicates}[$since])) > 0 or sum(increase(${lost}[$since])) > 0`,
  },
  hints: [
    metric(lost, 'it rises with each crash of payment-2; look at the duplicates beside it'),
    command(
      readSettings('producer', 'payment-2'),
      'the producer is not idempotent, the consumer commits before it processes and has no dedupe',
    ),
    cause(
      'retries double records, a commit before processing loses them at a crash, and nothing ' +
        'recognises what was paid. All three have to be closed.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'all-three',
        title: 'Idempotent producer, commit after success, dedupe by event_id',
        acts: () => [idempotentProducer, ...commitAfterSuccess, ...deduplicate],
      },
    ],
    wrong: [
      {
        id: 'idempotent-producer-alone',
        title: 'Only make the producer idempotent',
        holdSeconds: 45,
        silences: ['PaymentsDuplicated'],
        acts: () => [idempotentProducer],
      },
      {
        id: 'commit-after-success-alone',
        title: 'Only commit after success',
        holdSeconds: 45,
        silences: ['PaymentsLost'],
        acts: () => commitAfterSuccess,
      },
      {
        id: 'dedupe-alone',
        title: 'Only deduplicate by event_id',
        holdSeconds: 45,
        silences: ['PaymentsDuplicated'],
        acts: () => deduplicate,
      },
    ],
  },
  recovered: {
    text:
      'payment-2 still crashes, a broker still pauses, the producer is idempotent, and for 75 s ' +
      'no payment is lost or doubled',
    conditions: () => [
      // The ledger alone cannot tell: a handler that deduplicates hides what was sent twice.
      settingIs('producer', 'idempotent', true),
      someSendsWait('orders', 40),
      promql(`changes(${starts}[90s]) > 0`).for(0),
      promql(`sum(increase(${lost}[75s])) == 0`).for(15),
      promql(`sum(increase(${duplicates}[75s])) == 0`).for(15),
      paymentsFlow(),
      stillProducing('orders'),
    ],
  },
})
