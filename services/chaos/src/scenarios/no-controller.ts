import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { Type } from 'typebox'
import { processControl } from '../faults/process.ts'
import { brokers } from '../processes/stack.ts'
import { restartAll } from './acts.ts'
import { allBrokersAnswer, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { brokerParam } from './params.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofALostBroker, ofFailedSends } from './symptoms.ts'

const controllers = brokerMetrics.activeControllerCount.name

export const noController = defineScenario({
  id: 'no-controller',
  kind: 'drill',
  title: 'The cluster has no controller',
  pager: 'Nothing moves: no send fails, and none is answered.',
  lesson:
    'A KRaft quorum needs its majority: with two of three nodes frozen there is no controller, ' +
    'so nobody fences them and every replication metric keeps its last good value. Only the ' +
    'count of active controllers tells.',
  source: 'Q: What is the difference between ZooKeeper and KRaft mode?',
  params: Type.Object({ survivor: brokerParam('kafka-1') }, { additionalProperties: false }),
  ttlSeconds: 480,
  faults: ({ survivor }) =>
    others(survivor).map(process => processControl.with({ process, action: 'pause' })),
  expect: {
    fires: [within('KafkaActiveControllerCount', 60), within('KafkaBrokerDown', 60)],
    mayFire: [
      ...ofALostBroker,
      ...ofFailedSends,
      may('KafkaProducerLatencyHigh', 'requests get no answer until the nodes wake up'),
      may('KafkaConsumerGroupEmpty', 'sessions run out while nobody coordinates the group'),
      may('KafkaMetricsAbsent', 'while a wrong fix restarts the only broker that answers'),
      may('KafkaUnderReplicatedPartitions', 'for a moment after the nodes wake up'),
      may('KafkaUnderMinIsr', 'for a moment after the nodes wake up'),
    ],
  },
  evidence: {
    text: 'Fewer than two of three nodes answer, which is no majority',
    expr: `sum(${prometheusMetrics.up.name}{job="kafka"}) < 2`,
  },
  hints: [
    metric(controllers, 'the sum over all nodes is 0, and not 1'),
    command(
      './firedrill kafka kafka-metadata-quorum describe --status',
      'the tool gets no answer: no majority, no leader',
    ),
    cause('two of the three nodes of the quorum are frozen. Let them continue.'),
  ],
  fixes: {
    right: [
      {
        id: 'resume-nodes',
        title: 'Let the frozen nodes continue',
        acts: ({ survivor }) =>
          others(survivor).map(process => processControl.with({ process, action: 'resume' })),
      },
    ],
    wrong: [
      {
        id: 'restart-survivor',
        title: 'Restart the node that answers',
        holdSeconds: 20,
        acts: ({ survivor }) => restartAll([survivor]),
      },
    ],
  },
  recovered: {
    text: 'Exactly one active controller, all nodes answer and orders flow, for 10 s',
    conditions: () => [
      promql(`sum(${controllers}) == 1`).for(10),
      allBrokersAnswer(10),
      stillProducing('orders'),
    ],
  },
})

function others(survivor: string): string[] {
  return brokers.filter(name => name !== survivor)
}
