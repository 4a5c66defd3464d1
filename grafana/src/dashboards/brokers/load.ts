import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate } = queriesBy('broker')
const third = { width: 8, height: 8 } as const

/** How much room the threads have, and what goes through. */
export const loadPanels = [
  timeSeries({
    ...third,
    id: 10,
    title: 'Request handlers idle',
    runbooks: ['KafkaRequestHandlerSaturated'],
    description:
      'Share of time in which the request handler threads of a broker had nothing to do. ' +
      'Good: well above 20 %, the dashed line; below it requests queue. Taken from the ' +
      "broker's own pool: on a combined node the better known average counts the controller's " +
      'idle threads along and never falls that low.',
    unit: 'percentunit',
    softMax: 1,
    thresholds: [
      [null, 'red'],
      [0.2, 'green'],
    ],
    targets: [target(select(recordedMetrics.requestHandlerIdleRatio), '{{instance}}')],
  }),
  timeSeries({
    ...third,
    id: 11,
    title: 'Network threads idle',
    runbooks: ['KafkaNetworkProcessorSaturated'],
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
  timeSeries({
    ...third,
    id: 12,
    title: 'Bytes in and out',
    description:
      'What clients produce to each broker and what consumers fetch from it. Good: even over ' +
      'the brokers; out is in times the number of groups that read. A broker far above the ' +
      'others leads the hot partitions.',
    unit: 'Bps',
    targets: [
      target(`sum by (instance) (${rate(brokerMetrics.bytesIn)})`, '{{instance}} in'),
      target(`sum by (instance) (${rate(brokerMetrics.bytesOut)})`, '{{instance}} out'),
    ],
  }),
]
