import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { text } from '../../panels/text.ts'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select } = queriesBy('group', 'topic')
const quarter = { width: 6, height: 10 } as const
const byGroup = (call: string, expr: string) => `${call} by (group, topic) (${expr})`
const legend = '{{group}} · {{topic}}'

const whyTheyDiffer = text(
  {
    ...quarter,
    id: 10,
    title: 'Several truths about lag',
    description:
      'Why three sources give three numbers. Good: you know which of them to believe when.',
  },
  [
    '**The client** counts from its *position*: what it has fetched is no longer lag, though it ' +
      'may still lie in memory unprocessed. A member that is dead, frozen or evicted reports ' +
      'nothing, or its last number.',
    '',
    '**The exporter** counts from the *committed* offset, as the brokers know it. It rises ' +
      'between two commits, sees groups whose members are all gone, and has no value where ' +
      'nothing was ever committed: that is not 0.',
    '',
    '**Seconds** say how old the oldest waiting record is. 1,000 records are a blink on a busy ' +
      'topic and a day on a quiet one; only this number needs no knowledge of the rate.',
  ].join('\n'),
)

/** The same lag by three sources, side by side. */
export const truthPanels = [
  whyTheyDiffer,
  timeSeries({
    ...quarter,
    id: 11,
    title: 'The client: records to fetch',
    description:
      "Each member's own view: the high watermark of its last fetch minus its position. Good: " +
      'near 0. A line that ends while the others rise is a member that no longer lives.',
    unit: 'short',
    softMax: 100,
    targets: [target(byGroup('sum', select(consumerMetrics.recordsLag)), legend)],
  }),
  timeSeries({
    ...quarter,
    id: 12,
    title: 'The exporter: records not committed',
    description:
      "The brokers' view: end offset minus committed offset. Good: a low saw, as high as what " +
      'arrives between two commits. Dashed: the limit of KafkaConsumerLagHigh, which looks at ' +
      'single partitions.',
    unit: 'short',
    softMax: 100,
    runbooks: ['KafkaConsumerLagHigh', 'KafkaConsumerLagGrowing'],
    thresholds: [
      [null, 'green'],
      [10_000, 'red'],
    ],
    targets: [target(byGroup('sum', select(exporterMetrics.groupLag)), legend)],
  }),
  timeSeries({
    ...quarter,
    id: 13,
    title: 'In seconds: the oldest record',
    description:
      'How long ago the end of the log passed the committed offset. Good: a few seconds. ' +
      'Dashed: 60 s and 300 s, the limits in production.',
    unit: 's',
    softMax: 10,
    runbooks: ['KafkaConsumerLagSeconds'],
    thresholds: [
      [null, 'green'],
      [60, 'orange'],
      [300, 'red'],
    ],
    targets: [target(byGroup('max', select(exporterMetrics.groupLagSeconds)), legend)],
  }),
]
