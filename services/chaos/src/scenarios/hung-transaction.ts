import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { fenceTransaction } from '../faults/fence-transaction.ts'
import { transaction } from '../faults/transaction.ts'
import { payments } from '../processes/stack.ts'
import { restartAll } from './acts.ts'
import { caughtUp, noneLost, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const topic = 'orders'
const group = 'payment-service'
const transactionalId = 'drill-settlement'
const unstable = `${exporterMetrics.lastStableOffsetLag.name}{topic="${topic}"}`

export const hungTransaction = defineScenario({
  id: 'hung-transaction',
  kind: 'drill',
  title: 'A transaction is never ended',
  pager: 'One sixth of the payments stopped. Their orders are in Kafka, the consumers are healthy.',
  lesson:
    'Whoever reads committed records reads up to the oldest open transaction and no further. ' +
    'A producer with the same transactional.id ends it; consumers can do nothing.',
  source: 'Q: How do Kafka Transactions work?',
  params: Type.Object(
    { partition: Type.Integer({ default: 1, minimum: 0, maximum: 5 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ partition }) => [transaction.with({ transactionalId, topic, partition })],
  expect: {
    fires: [within('KafkaHungTransaction', 90)],
    mayFire: [
      may('KafkaConsumerStalled', 'no group gets past the open transaction'),
      may('KafkaConsumerPartitionSkew', 'one partition stands still, the others go on'),
      may('KafkaConsumerRebalanceStorm', 'members restart in a wrong fix'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'A transaction has been open for ten seconds',
    expr: `max(${exporterMetrics.transactionOpenSeconds.name}{topic="${topic}"}) > 10`,
  },
  hints: [
    metric(unstable, 'on one partition the last stable offset stays where it is'),
    command(
      './firedrill kafka kafka-transactions list',
      'one transaction is Ongoing, and its producer is gone',
    ),
    cause(
      `the producer of ${transactionalId} died in a transaction, which stays open until its ` +
        'timeout. Fence it: a new producer with the same id aborts it.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'fence',
        title: 'Start a producer with the same transactional.id, which aborts the transaction',
        acts: () => [fenceTransaction.with({ transactionalId })],
      },
    ],
    wrong: [
      {
        id: 'restart-consumers',
        title: 'Restart the payment consumers',
        holdSeconds: 25,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text:
      'The last stable offset moves with the end of the log for 10 s, the lag is gone, ' +
      'nothing was skipped',
    conditions: () => [
      promql(`max(${unstable}) < 100`).for(10),
      caughtUp(group, topic, 10),
      nothingSkipped(group, topic).for(10),
      noneLost(),
      stillProducing(topic),
    ],
  },
})
