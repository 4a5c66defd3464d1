import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { Type } from 'typebox'
import { pulse } from '../faults/pulse.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { allBrokersAnswer, paymentsFlow, someSendsWait, stillProducing } from './conditions.ts'
import { cause, command, metric, readSettings } from './hints.ts'
import { promql, settingIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog, ofALostBroker, ofAPausingBroker, ofFailedSends } from './symptoms.ts'

const lost = ledgerMetrics.lostPayments.name

export const overlappingSends = defineScenario({
  id: 'overlapping-sends',
  kind: 'drill',
  title: 'An idempotent producer loses what was acknowledged',
  pager: 'Orders vanish, though the producer is idempotent and each of them was acknowledged.',
  lesson:
    'Idempotence numbers the batches of a partition, and only a client that keeps their order ' +
    'over a retry may have several under way. kafkajs does not: the next batch takes the number ' +
    'of the one that timed out, and is dropped as its duplicate where that was appended after all.',
  source: '9. Designing Exactly-Once Processing for Payments',
  params: Type.Object(
    {
      maxInFlightSends: Type.Integer({ default: 40, minimum: 10, maximum: 50 }),
      frozenMs: Type.Integer({ default: 4000, minimum: 3000, maximum: 5000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ maxInFlightSends, frozenMs }) => [
    serviceSettings.with({
      service: 'producer',
      set: {
        ...{ idempotent: true, requestTimeoutMs: 1500, retries: 8 },
        ...{ maxInFlightSends, lingerMs: 0 },
      },
    }),
    // As leader or follower, a broker that pauses lets acknowledgements come too late.
    pulse.with({ broker: 'kafka-3', frozenMs, awakeMs: 16_000, seconds: 3600 }),
  ],
  expect: {
    fires: [within('PaymentsLost', 120)],
    mayFire: [
      ...ofAPausingBroker,
      may('KafkaConsumerPartitionSkew', 'what waited arrives all at once'),
      ...ofALostBroker,
      ...ofFailedSends,
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Acknowledged orders were not paid',
    expr: `sum(increase(${lost}[$since])) > 0`,
  },
  hints: [
    metric(lost, 'it rises with each pause of kafka-3, and no consumer crashes'),
    command(
      readSettings('producer'),
      'idempotent is true, and many sends may be under way at once for one partition',
    ),
    cause(
      'a send that timed out gives its sequence number back, the next one takes it, and the ' +
        'broker acknowledges what it drops. Allow one send at a time.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'one-at-a-time',
        title: 'One send at a time for each partition',
        acts: () => [
          serviceSettings.with({ service: 'producer', set: { maxInFlightSends: 1, lingerMs: 10 } }),
        ],
      },
    ],
    wrong: [
      {
        id: 'more-retries',
        title: 'Retry more often',
        holdSeconds: 60,
        acts: () => [serviceSettings.with({ service: 'producer', set: { retries: 50 } })],
      },
    ],
  },
  recovered: {
    text: 'The broker still pauses, the producer is idempotent, and for 60 s no order was lost',
    conditions: () => [
      settingIs('producer', 'idempotent', true),
      // A topic with acks of its own is sent to without numbers.
      settingIs('producer', 'topicOverrides.orders.acks', undefined, -1),
      // Without the pauses nothing is lost either, and nothing is cured.
      allBrokersAnswer(0),
      someSendsWait('orders', 40),
      // Before the first loss is counted there is nothing to recover from.
      promql(`sum(increase(${lost}[$since])) > 0`).for(0),
      promql(`sum(increase(${lost}[60s])) == 0`).for(15),
      paymentsFlow(),
      stillProducing('orders'),
    ],
  },
})
