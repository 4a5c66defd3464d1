import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../panels/time-series.ts'
import { increase, mean, select, target } from '../queries.ts'

const quarter = { width: 6, height: 8 } as const

/** The last line: producers, and how much room the brokers have. */
export const loadPanels = [
  timeSeries({
    ...quarter,
    id: 40,
    title: 'Records given up',
    description:
      'Records that a producer gave up after all retries, and records that a consumer wrote ' +
      'to the dead letter topic. Good: 0; each of them needs somebody.',
    unit: 'short',
    softMax: 1,
    thresholds: [
      [null, 'green'],
      [1, 'red'],
    ],
    targets: [
      target(`sum by (topic) (${increase(producerMetrics.recordErrors)})`, 'produce to {{topic}}'),
      target(
        `sum by (group) (${increase(consumerMetrics.deadLettered)})`,
        'dead letters of {{group}}',
      ),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 41,
    title: 'Produce latency',
    description:
      'Mean time of a produce request, by broker, and of a whole send with its retries. Good: ' +
      'below 100 ms, the dashed line; one slow broker stands out.',
    unit: 's',
    softMax: 0.12,
    thresholds: [
      [null, 'green'],
      [0.1, 'red'],
    ],
    targets: [
      target(mean(producerMetrics.requestDuration, 'broker'), 'request to broker {{broker}}'),
      target(mean(producerMetrics.sendDuration, 'topic'), 'send to {{topic}}'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 42,
    title: 'Request handlers idle',
    description:
      'Share of time in which the request handler threads of a broker had nothing to do. ' +
      'Good: well above 20 %, the dashed line; below it requests queue.',
    unit: 'percentunit',
    softMax: 1,
    thresholds: [
      [null, 'red'],
      [0.2, 'green'],
    ],
    targets: [target(select(recordedMetrics.requestHandlerIdleRatio), '{{instance}}')],
  }),
  timeSeries({
    ...quarter,
    id: 43,
    title: 'Network threads idle',
    description:
      'Share of time in which the network threads of a listener waited for work. Good: well ' +
      'above 30 %, the dashed line; below it even cheap requests wait.',
    unit: 'percentunit',
    softMax: 1,
    thresholds: [
      [null, 'red'],
      [0.3, 'green'],
    ],
    targets: [
      target(select(recordedMetrics.networkProcessorIdleRatio), '{{instance}} · {{listener}}'),
    ],
  }),
]
