import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select } = queriesBy('topic')
const third = { width: 8, height: 8, unit: 'bytes' } as const
const size = select(exporterMetrics.topicLogSizeBytes)

/** Which broker fills, which topic does it. */
export const diskPanels = [
  timeSeries({
    ...third,
    id: 10,
    title: 'Logs on each broker',
    runbooks: ['KafkaDiskFilling'],
    description:
      'Size of all logs on each broker, beside the budget for one. Good: a saw whose teeth are ' +
      'retention at work. A ramp that never falls ends at the budget.',
    targets: [
      target(`max by (broker) (${select(recordedMetrics.brokerLogBytes)})`, 'broker {{broker}}'),
      target(`max(${select(exporterMetrics.diskBudgetBytes)})`, 'budget'),
    ],
  }),
  timeSeries({
    ...third,
    id: 11,
    title: 'Log size of each topic',
    description:
      'All replicas together. Good: flat, or a saw. The topic that climbs while the others ' +
      'stay is the one to look at below: its retention, its rate.',
    targets: [target(`sum by (topic) (${size})`, '{{topic}}')],
  }),
  timeSeries({
    ...third,
    id: 12,
    title: 'Growth of each topic',
    runbooks: ['KafkaTopicGrowthUnbounded'],
    description:
      'Slope of the size over five minutes, all replicas together; below 0 retention deletes. ' +
      'Good: around 0 over time. Above 0 for hours is growth without bound.',
    unit: 'Bps',
    min: null,
    targets: [target(`sum by (topic) (deriv(${size}[5m]))`, '{{topic}}')],
  }),
]
