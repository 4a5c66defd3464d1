import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, increase, mean } = queriesBy('topic')
const quarter = { width: 6, height: 8 } as const

/** Are the batches worth their requests, does the buffer hold, and do the brokers take them? */
export const batchPanels = [
  timeSeries({
    ...quarter,
    id: 20,
    title: 'Mean batch size',
    runbooks: ['KafkaProducerBatchesTooSmall'],
    description:
      'Bytes of keys and values in one send, before compression. Good: thousands at a high ' +
      'rate. A few hundred bytes at a high rate: every record pays for a request of its own.',
    unit: 'bytes',
    targets: [target(mean(producerMetrics.batchSizeBytes, 'topic'), '{{topic}}')],
  }),
  timeSeries({
    ...quarter,
    id: 21,
    title: 'Records in a batch',
    runbooks: ['KafkaProducerBatchesTooSmall'],
    description:
      'Mean number of records in one send. Good: it grows with the load. 1 at a high rate: no ' +
      'linger, no batching.',
    unit: 'short',
    targets: [target(mean(producerMetrics.batchRecords, 'topic'), '{{topic}}')],
  }),
  timeSeries({
    ...quarter,
    id: 22,
    title: 'Send buffer',
    description:
      'Records accepted and not yet acknowledged, records that wait for room, and how often a ' +
      'full buffer made the application wait. Good: a low saw, nothing waiting.',
    unit: 'short',
    targets: [
      target(`sum by (topic) (${select(producerMetrics.bufferedRecords)})`, '{{topic}} buffered'),
      target(`sum by (topic) (${select(producerMetrics.waitingRecords)})`, '{{topic}} no room'),
      target(`sum by (topic) (${increase(producerMetrics.backpressure)})`, '{{topic}} buffer full'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 23,
    title: 'Held back by a quota',
    runbooks: ['KafkaClientThrottled'],
    description:
      'How long the brokers keep a client waiting that wants more than its quota allows, on ' +
      'average, and only while bytes come from it. Good: nothing, as without a quota there is ' +
      'nothing to show. No request of the client gets slow by it.',
    unit: 'ms',
    noValue: 'No client is bound by a quota',
    targets: [
      target(
        `max by (quota) (${select(brokerMetrics.clientThrottleTime)})` +
          ` and max by (quota) (${select(brokerMetrics.clientByteRate)}) > 0`,
        '{{quota}}',
      ),
    ],
  }),
]
