import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { paymentsFlow, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const deadLettered = consumerMetrics.deadLettered.name

export const schemaBreak = defineScenario({
  id: 'schema-break',
  kind: 'drill',
  title: 'A release writes what nobody can read',
  pager: 'Since the release of the shop no order is paid. The dead letter topic fills up.',
  lesson:
    'A producer must not write what the consumers of today cannot read: check that before the ' +
    'release, and roll back when it happened. The dead letters can be replayed then.',
  source: 'Q: What is Schema Registry and why is Avro commonly used with Kafka?',
  params: Type.Object({}, { additionalProperties: false }),
  ttlSeconds: 600,
  faults: () => [
    serviceSettings.with({
      service: 'producer',
      set: { compatibilityCheck: false, eventVersion: 2 },
    }),
  ],
  expect: {
    fires: [within('KafkaDeadLetterGrowing', 60)],
    mayFire: [
      may('KafkaConsumerStalled', 'each record is tried three times before it is given up'),
      may('KafkaConsumerRebalanceStorm', 'members restart in a wrong fix'),
      ...ofABacklog,
    ],
  },
  evidence: {
    text: 'Records were given up',
    expr: `sum(increase(${deadLettered}[$since])) > 0`,
  },
  hints: [
    metric(deadLettered, 'every group that reads orders gives records up'),
    command(
      './firedrill kafka kafka-console-consumer --topic orders.dlq --from-beginning ' +
        '--max-messages 5',
      'the amount is not where the consumers look for it',
    ),
    cause(
      'the producer writes version 2 of the event, which no consumer can read. Roll it back, or ' +
        'switch on the check that keeps it from doing so.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'roll-back',
        title: 'Roll the producer back to version 1',
        acts: () => [serviceSettings.with({ service: 'producer', set: { eventVersion: 1 } })],
      },
      {
        id: 'check-compatibility',
        title: 'Let the producer refuse what readers cannot read',
        acts: () => [
          serviceSettings.with({ service: 'producer', set: { compatibilityCheck: true } }),
        ],
      },
    ],
    wrong: [
      {
        id: 'more-attempts',
        title: 'Try each record ten times',
        holdSeconds: 30,
        acts: () => setAll(payments, { maxAttempts: 10 }),
      },
      {
        id: 'restart-members',
        title: 'Restart the payment consumers',
        holdSeconds: 30,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text: 'No record was given up for 30 s, and payments flow at the same load',
    conditions: () => [
      promql(`sum(increase(${deadLettered}[30s])) == 0`).for(10),
      paymentsFlow(),
      stillProducing('orders'),
    ],
  },
})
