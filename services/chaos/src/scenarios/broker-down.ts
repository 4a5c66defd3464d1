import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { Type } from 'typebox'
import { processControl } from '../faults/process.ts'
import { payments } from '../processes/stack.ts'
import { restartAll } from './acts.ts'
import { cause, command, metric } from './hints.ts'
import { brokerParam } from './params.ts'
import { promql } from './recovery.ts'
import { defineScenario, within } from './scenario.ts'
import { ofALostBroker } from './symptoms.ts'

const underReplicated = brokerMetrics.underReplicatedPartitions.name

export const brokerDown = defineScenario({
  id: 'broker-down',
  kind: 'drill',
  title: 'A broker is gone',
  pager: 'One of three brokers does not answer. Orders still flow, for now.',
  lesson:
    'With three replicas and min.insync.replicas=2, one lost broker costs safety, not service. ' +
    'The next one costs both.',
  source: 'Q: How does Replication work in Kafka? What is the ISR?',
  params: Type.Object({ broker: brokerParam('kafka-3') }, { additionalProperties: false }),
  ttlSeconds: 600,
  faults: ({ broker }) => [processControl.with({ process: broker, action: 'stop' })],
  expect: {
    fires: [within('KafkaBrokerDown', 60), within('KafkaUnderReplicatedPartitions', 60)],
    mayFire: ofALostBroker,
  },
  evidence: {
    text: 'A controller has fenced a broker',
    expr: `max(${brokerMetrics.fencedBrokers.name}) > 0`,
  },
  hints: [
    metric(underReplicated, 'every partition with a replica on the lost broker is counted'),
    command(
      './firedrill kafka kafka-topics --describe --under-replicated-partitions',
      'the missing id is the same in each line',
    ),
    cause('the broker process has ended. Start it and wait until the ISR is full again.'),
  ],
  fixes: {
    right: [
      {
        id: 'start-broker',
        title: 'Start the broker',
        acts: ({ broker }) => [processControl.with({ process: broker, action: 'start' })],
      },
    ],
    wrong: [
      {
        id: 'restart-consumers',
        title: 'Restart the payment consumers',
        holdSeconds: 20,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text: 'All brokers answer and no partition is under-replicated, for 10 s',
    conditions: () => [
      promql(`min(${prometheusMetrics.up.name}{job="kafka"}) == 1`).for(10),
      promql(`sum(${underReplicated}) == 0`).for(10),
    ],
  },
})
