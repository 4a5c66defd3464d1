import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate, increase, mean, quantile } = queriesBy('topic')
const half = { width: 12, height: 8 } as const
const third = { width: 8, height: 8 } as const
const sendRate = select(recordedMetrics.producerSendRate)

/** Since when, which topic, which broker. */
export const flowPanels = [
  timeSeries({
    ...third,
    id: 10,
    title: 'Records offered and sent',
    description:
      'Records a second that the application offers and that the brokers acknowledge. Good: the ' +
      'two lines of a topic lie on each other. A sudden drop of both: nobody offers; of sent ' +
      'alone: they wait.',
    unit: 'short',
    runbooks: ['KafkaProducerThroughputDrop'],
    targets: [
      target(`sum by (topic) (${rate(producerMetrics.offeredRecords)})`, '{{topic}} offered/s'),
      target(`sum by (topic) (${rate(producerMetrics.recordsSent)})`, '{{topic}} sent/s'),
    ],
  }),
  timeSeries({
    ...third,
    id: 14,
    title: 'Sent, and what is usual',
    description:
      'Records a second that are acknowledged, and what is usual: the lower quartile of the past, ' +
      'which stands still in an outage. Good: at or above it. A sudden drop to less than half: ' +
      'the producers are down, or have nothing to send.',
    unit: 'short',
    runbooks: ['KafkaProducerThroughputDrop'],
    targets: [
      target(`sum by (topic) (${sendRate})`, '{{topic}} sent/s'),
      target(
        `max by (topic) (${select(recordedMetrics.producerUsualRate)})`,
        '{{topic}} usually at least',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 11,
    title: 'Errors',
    description:
      'Records given up, all and by topic and error of the last try. Good: 0. ' +
      'not_enough_replicas: the ' +
      'ISR is too small for acks=all; request_timeout or connection: the leader is gone or ' +
      'overloaded; message_too_large: the record will never fit.',
    unit: 'short',
    softMax: 5,
    runbooks: ['KafkaProducerErrors'],
    targets: [
      target(`sum(${increase(producerMetrics.recordErrors)})`, 'all'),
      target(
        `sum by (topic, error) (${increase(producerMetrics.recordErrors)}) > 0`,
        '{{topic}}: {{error}}',
      ),
    ],
  }),
  timeSeries({
    ...half,
    id: 12,
    title: 'Produce latency',
    runbooks: ['KafkaProducerLatencyHigh'],
    description:
      'Mean time of a produce request, by broker. Good: below 100 ms, the dashed line. One ' +
      'broker above the others is slow itself; all together: a follower that all of them wait ' +
      'for, or a quota.',
    unit: 's',
    softMax: 0.12,
    thresholds: [
      [null, 'green'],
      [0.1, 'red'],
    ],
    targets: [target(mean(producerMetrics.requestDuration, 'broker'), 'broker {{broker}}')],
  }),
  timeSeries({
    ...half,
    id: 13,
    title: 'Time until acknowledged',
    description:
      'From the start of a send to its acknowledgement with all retries: mean and 99th ' +
      'percentile. Good: the two near each other; a tail of seconds is retries.',
    unit: 's',
    softMax: 0.1,
    targets: [
      target(mean(producerMetrics.sendDuration, 'topic'), '{{topic}} mean'),
      target(quantile(producerMetrics.sendDuration, 0.99, 'topic'), '{{topic}} p99'),
    ],
  }),
]
