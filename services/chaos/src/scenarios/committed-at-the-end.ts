import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { offsets } from '../faults/offsets.ts'
import { ownedTopic } from '../faults/owned-topic.ts'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments } from '../processes/stack.ts'
import { restartAll, setAll, startAll, stopAll } from './acts.ts'
import { caughtUp, paymentsFlow, sentAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { consumed } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'drill-orders'
const group = 'payment-service'
const lost = ledgerMetrics.lostPayments.name
const ends = `${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}`
const read = `${consumerMetrics.recordsConsumed.name}{group="${group}",topic="${topic}"}`

export const committedAtTheEnd = defineScenario({
  id: 'committed-at-the-end',
  kind: 'drill',
  title: 'No lag, and thousands of orders nobody paid',
  pager: 'Payments ran again at noon, lag is zero. Thousands of orders of the morning lie unpaid.',
  lesson:
    'A committed offset says where a group goes on, not what it has done; no lag rule sees what ' +
    'lies behind it. auto.offset.reset does not count where there is a valid commit: only a ' +
    'reset of the offsets takes the group back, and only dedupe makes that harmless.',
  source: '1. Consumer Is Running But Messages Are Not Being Consumed',
  params: Type.Object(
    { backlog: Type.Integer({ default: 4000, minimum: 4000, maximum: 20_000 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ backlog }) => [
    ownedTopic.with({ topic, partitions: 3, replicas: 3, config: {} }),
    ...setAll(payments, { topics: [topic] }),
    ...stopAll(payments),
    serviceSettings.with({ service: 'producer', set: { ordersTopic: topic } }),
    burst.with({ topic, kind: 'orders', records: backlog, settle: true }),
    // Somebody was in a hurry to have the lag gone.
    offsets.with({ group, topic, to: 'latest' }),
    ...startAll(payments),
  ],
  expect: {
    fires: [within('PaymentsLost', 90)],
    mayFire: [
      may('KafkaConsumerGroupEmpty', 'the group is stopped while its offsets are moved'),
      may('KafkaConsumerRebalanceStorm', 'all members stop and start'),
      may('KafkaConsumerCrashLooping', 'restarts by hand look like a loop'),
      may('KafkaOffsetRewound', 'the right fix moves the offsets back on purpose'),
      may('OrdersOutOfOrder', 'what is made up for comes after later orders of its accounts'),
      may('KafkaProducerThroughputDrop', 'after the burst the producer sends less than during it'),
      may('KafkaConsumerStalled', 'for a moment orders lie there and nobody reads'),
      may('KafkaConsumerPartitionSkew', 'members come back one after the other'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Thousands of orders on the topic were read by none of the members that live',
    expr: `sum(${ends}) - (sum(${read}) or vector(0)) > 2000`,
  },
  hints: [
    metric(
      lost,
      'acknowledged orders, passed by the committed offset, and not paid. The alert tells of new ' +
        'ones and ends after a minute; nobody has paid them by then',
    ),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'each current offset is at the log end, though the members have only just begun',
    ),
    cause(
      'the offsets were moved to the end while orders lay there. Stop the group, reset its offsets ' +
        'to earliest and start it: what was paid is recognised by its event_id.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'reset-to-earliest',
        title: 'Stop the group, reset its offsets to earliest, start it',
        acts: () => [
          ...stopAll(payments),
          offsets.with({ group, topic, to: 'earliest' }),
          ...startAll(payments),
        ],
      },
    ],
    wrong: [
      {
        id: 'policy-earliest',
        title: 'Set auto.offset.reset to earliest and restart',
        holdSeconds: 25,
        acts: () => [...setAll(payments, { offsetReset: 'earliest' }), ...restartAll(payments)],
      },
    ],
  },
  recovered: {
    text: 'As many orders were consumed as there ever were on the topic, payments flow, no lag',
    conditions: () => [
      consumed(group, topic, 'all'),
      caughtUp(group, topic, 5),
      paymentsFlow(),
      sentAtLeast(topic, 50),
    ],
  },
})
