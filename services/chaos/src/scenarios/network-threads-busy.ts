import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { Type } from 'typebox'
import { brokerConfig } from '../faults/broker-config.ts'
import { topicConfig } from '../faults/topic-config.ts'
import { allBrokersAnswer, stillProducing, writtenAtLeast } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { noiseOn, noisyTopic } from './noisy-client.ts'
import { brokerParam } from './params.ts'
import { promql, topicConfigIs } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofFailedSends } from './symptoms.ts'

const networkIdle = recordedMetrics.networkProcessorIdleRatio.name
const handlerIdle = recordedMetrics.requestHandlerIdleRatio.name

// Measured on two cores: 1,500 to 3,300 records a second with the fault, 53,000 without it.
const fullNoise = 5000

export const networkThreadsBusy = defineScenario({
  id: 'network-threads-busy',
  kind: 'drill',
  title: 'The network threads of a broker are stuck',
  pager: 'One broker hardly reads from its connections. The network is fine.',
  lesson:
    'When the request handlers cannot keep up, the request queue fills and the network threads ' +
    'wait before it: the bottleneck shows where it does not lie. More network threads are more ' +
    'idle ones, and may silence the alert; the queue stays full.',
  source: 'Q: What are the key metrics to monitor in a Kafka cluster?',
  params: Type.Object(
    {
      broker: brokerParam('kafka-2'),
      senders: Type.Integer({ default: 20, minimum: 16, maximum: 40 }),
      compressionLevel: Type.Integer({ default: 15, minimum: 12, maximum: 15 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ broker, senders, compressionLevel }) => [
    ...noiseOn({
      leader: broker,
      senders,
      recordsPerSend: 500,
      // The broker packs every batch anew, which keeps a handler for a long time.
      config: {
        'compression.type': 'zstd',
        'compression.zstd.level': String(compressionLevel),
      },
    }),
    brokerConfig.with({ broker, key: 'num.io.threads', value: '1' }),
  ],
  expect: {
    fires: [
      within('KafkaNetworkProcessorSaturated', 90),
      within('KafkaRequestHandlerSaturated', 90),
    ],
    mayFire: [
      may('KafkaProducerLatencyHigh', 'requests to this broker wait in its queue'),
      may('KafkaConsumerCommitSlow', 'commits wait in the queue of this broker too'),
      may('KafkaConsumerCommitFailing', 'a commit waits longer there than its request may last'),
      may('KafkaConsumerStalled', 'fetches from this broker wait in its queue'),
      may('KafkaConsumerThroughputDrop', 'little is read from a third of the partitions'),
      may('KafkaConsumerRebalanceStorm', 'heartbeats to this broker may come too late'),
      may('KafkaLogFlushStorm', 'the segments are small, and each that is full is forced to disk'),
      may('KafkaIsrShrinking', 'followers fetch from this broker, and it from others, too late'),
      may('KafkaUnderReplicatedPartitions', 'followers fetch from this broker too late'),
      ...ofFailedSends,
    ],
  },
  evidence: {
    // Of the cause: more network threads are idle threads, and wait for the same full queue.
    text: 'The request handlers behind the network threads of a broker are hardly idle',
    expr: `min(${handlerIdle}) < 0.2`,
  },
  hints: [
    metric(networkIdle, 'one broker is below 0.3, and its request handlers are not idle either'),
    command(
      `./firedrill kafka kafka-configs --describe --entity-type topics --entity-name ${noisyTopic}`,
      'the broker itself compresses what producers send, at a high level',
    ),
    cause(
      'one request handler has to compress everything anew, so the request queue is full. Give ' +
        'the handlers back and let the topic keep the compression of its producers.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'remove-overrides',
        title: 'Give the request handlers back and leave compression to the producers',
        acts: ({ broker }) => [
          topicConfig.with({ topic: noisyTopic, key: 'compression.type', value: 'producer' }),
          brokerConfig.with({ broker, key: 'num.io.threads', value: null }),
        ],
      },
    ],
    wrong: [
      {
        id: 'more-network-threads',
        title: 'Double the network threads',
        holdSeconds: 40,
        silences: ['KafkaNetworkProcessorSaturated'],
        acts: ({ broker }) => [
          brokerConfig.with({ broker, key: 'num.network.threads', value: '6' }),
        ],
      },
    ],
  },
  recovered: {
    text:
      'Network threads and request handlers are idle again for 20 s, the broker packs nothing ' +
      'anew at a high level, and all clients still write, the noisy one without a brake',
    conditions: () => [
      promql(`min(${networkIdle}) > 0.3`).for(20),
      promql(`min(${handlerIdle}) > 0.2`).for(20),
      allBrokersAnswer(20),
      // A quota on the noisy client leaves the handlers idle, and the cause in place.
      topicConfigIs(noisyTopic, 'compression.type', 'producer', 'uncompressed', 'lz4', 'snappy'),
      writtenAtLeast(noisyTopic, fullNoise),
      stillProducing('orders'),
    ],
  },
})
