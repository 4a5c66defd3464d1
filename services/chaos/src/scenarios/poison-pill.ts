import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { payments, spares } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { caughtUp, noneLost, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped, promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const group = 'payment-service'
const errors = `${consumerMetrics.errors.name}{group="${group}"}`
const malformed = `${consumerMetrics.errors.name}{group="${group}",error="malformed"}`
const deadLettered = `${consumerMetrics.deadLettered.name}{group="${group}"}`

export const poisonPill = defineScenario({
  id: 'poison-pill',
  kind: 'drill',
  title: 'One record stops a partition',
  pager: 'A sixth of the customers waits for payments. One consumer logs the same error for ever.',
  lesson:
    'A record that can never be processed holds up all behind it, as long as it is tried again ' +
    'without end. Give up after a few tries and keep it on a dead letter topic, ' +
    'where somebody looks.',
  source: 'Q: What is Consumer Lag and how do you handle backpressure?',
  params: Type.Object(
    { partition: Type.Integer({ default: 4, minimum: 0, maximum: 5 }) },
    { additionalProperties: false },
  ),
  ttlSeconds: 600,
  faults: ({ partition }) => [
    ...setAll([...payments, ...spares], { deadLetter: false }),
    burst.with({ topic: 'orders', kind: 'orders', records: 1, partition, malformed: true }),
  ],
  expect: {
    fires: [within('KafkaConsumerStalled', 120)],
    mayFire: [
      may('KafkaConsumerPartitionSkew', 'one partition stands still, the others go on'),
      may('KafkaConsumerRebalanceStorm', 'a member that fails for ever may leave and join again'),
      may('KafkaConsumerCrashLooping', 'a member that fails for ever may end and be revived'),
      may('KafkaDeadLetterGrowing', 'after the fix the record is where it belongs'),
      may('PaymentsLost', 'to skip the record by hand loses it'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'A member has failed again at a record that cannot be read',
    expr: `sum(increase(${malformed}[$since])) > 0`,
  },
  hints: [
    metric(errors, 'one member fails again and again, always at the same record'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'the current offset of one partition does not move, its lag grows',
    ),
    cause(
      'the record at that offset is malformed and is tried without end. Send what failed three ' +
        'times to the dead letter topic.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'dead-letter',
        title: 'Give up after three tries and write the record to the dead letter topic',
        acts: () => setAll(payments, { deadLetter: true }),
      },
    ],
    wrong: [
      {
        id: 'restart-members',
        title: 'Restart the members',
        holdSeconds: 50,
        acts: () => restartAll(payments),
      },
      {
        id: 'more-attempts',
        title: 'Try ten times',
        holdSeconds: 30,
        acts: () => setAll(payments, { maxAttempts: 10 }),
      },
    ],
  },
  recovered: {
    text:
      'The record is on the dead letter topic, the lag is gone for 10 s and nothing ' +
      'was skipped',
    conditions: () => [
      promql(`sum(increase(${deadLettered}[$since])) > 0`).for(0),
      caughtUp(group, 'orders', 10),
      nothingSkipped(group, 'orders').for(10),
      noneLost(),
      stillProducing('orders'),
    ],
  },
})
