import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { Type } from 'typebox'
import { brokerConfig } from '../faults/broker-config.ts'
import { quota } from '../faults/quota.ts'
import { payments } from '../processes/stack.ts'
import { restartAll } from './acts.ts'
import { allBrokersAnswer, stillProducing, stillWritten } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { noiseOn, noisyClient, noisyTopic } from './noisy-client.ts'
import { brokerParam } from './params.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofSlowSends } from './symptoms.ts'

const idle = recordedMetrics.requestHandlerIdleRatio.name
const threads = 'num.io.threads'

export const requestHandlersBusy = defineScenario({
  id: 'request-handlers-busy',
  kind: 'drill',
  title: 'The request handlers of a broker are busy all the time',
  pager: 'Everything that one broker leads got slow. Its processor has room left.',
  lesson:
    'Few request handlers that each wait for the disk are a full broker, whatever its processor ' +
    'says. Watch their idle ratio, and give a client that takes too much of them a quota.',
  source: 'Q: What are the key metrics to monitor in a Kafka cluster?',
  params: Type.Object(
    {
      broker: brokerParam('kafka-2'),
      // Each keeps one handler busy at most: one of eight stays idle, and a single one never. Forty
      // with acks of all replicas waited for these, and left the single one idle for 0.1 to 0.24.
      senders: Type.Integer({ default: 6, minimum: 5, maximum: 7 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ broker, senders }) => [
    ...noiseOn({
      leader: broker,
      senders,
      recordsPerSend: 1,
      // A forced write for each record keeps a handler waiting.
      config: { 'flush.messages': '1' },
    }),
    brokerConfig.with({ broker, key: threads, value: '1' }),
  ],
  expect: {
    fires: [within('KafkaRequestHandlerSaturated', 90)],
    mayFire: [
      may('KafkaLogFlushStorm', 'each record of the noisy client is forced to the disk'),
      may('KafkaProducerLatencyHigh', 'requests to this broker wait for a handler'),
      may('KafkaLogFlushSlow', 'the disk does nothing but forced writes'),
      may('KafkaConsumerCommitSlow', 'commits wait for a handler too'),
      may('KafkaIsrShrinking', 'while the broker is too busy to fetch'),
      may('KafkaConsumerRebalanceStorm', 'members restart in a wrong fix'),
      may('KafkaClientThrottled', 'a quota on the noisy client is a fix'),
      ...ofSlowSends,
    ],
  },
  evidence: {
    text: 'The request handlers of a broker are hardly idle',
    expr: `min(${idle}) < 0.2`,
  },
  hints: [
    metric(idle, 'one broker is below 0.2, the others are near 1'),
    command(
      './firedrill kafka kafka-configs --describe --entity-type brokers --all',
      `${threads} of that broker is 1, by a dynamic setting`,
    ),
    cause(
      `its pool of request handlers was cut to one thread, and ${noisyClient} keeps that one ` +
        'waiting for the disk. Give the threads back, or limit the client with a quota.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'give-threads-back',
        title: 'Remove the override of the thread pool',
        acts: ({ broker }) => [brokerConfig.with({ broker, key: threads, value: null })],
      },
      {
        id: 'limit-noisy-client',
        title: 'Limit the noisy client with a quota',
        acts: () => [
          quota.with({ clientId: noisyClient, key: 'producer_byte_rate', value: 20_000 }),
        ],
      },
    ],
    wrong: [
      // A restart of the broker hides it: its leaders move away, and the setting waits for them.
      {
        id: 'restart-consumers',
        title: 'Restart the payment consumers',
        holdSeconds: 30,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text: 'Every broker has idle handlers again for 20 s, and all clients still write',
    conditions: () => [
      promql(`min(${idle}) > 0.2`).for(20),
      allBrokersAnswer(20),
      stillWritten(noisyTopic),
      stillProducing('orders'),
    ],
  },
})
