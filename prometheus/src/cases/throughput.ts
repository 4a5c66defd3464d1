import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { consumerThroughputDrop } from '../alerts/consumers.ts'
import { gone, type Phase, ramp, steady } from '../samples.ts'
import { cluster, counting, ofExporter } from './series.ts'

const group = { group: 'payment-service', topic: 'orders' }
const members = ofExporter(exporterMetrics.groupMembers, { group: group.group })

/** A topic with two partitions of which the group has committed so much. */
function flow(written: readonly Phase[], done: readonly Phase[], present = 3) {
  const seconds = written.reduce((sum, phase) => sum + phase.seconds, 0)
  const series = [0, 1].flatMap(id => {
    const partition = String(id)
    const end = ofExporter(exporterMetrics.partitionEndOffset, { topic: 'orders', partition })
    const committed = ofExporter(exporterMetrics.groupCommittedOffset, { ...group, partition })
    return [
      [end, written],
      [committed, done],
    ] as const
  })
  return { ...Object.fromEntries(series), [members]: [steady(present, seconds)] }
}

export const throughputCases = casesOf(
  consumerThroughputDrop,
  ({ quiet, long, short, recorded, for: hold, scrape }) => [
    {
      title: 'fires when a group gets a fifth of the records done',
      series: flow(counting([50, quiet], [50, long]), counting([50, quiet], [10, long])),
      fires: [
        {
          labels: { ...cluster, ...group },
          summary: 'payment-service gets less than half of orders done',
          description:
            'payment-service gets only 20% of the records done that are written to orders.',
        },
      ],
    },
    {
      title: 'stays silent at a burst that is worked off at the usual pace',
      series: flow(
        counting([50, quiet], [5000, 2 * scrape], [50, recorded - 2 * scrape]),
        counting([50, quiet], [60, recorded]),
      ),
    },
    {
      title: 'stays silent between batches that are done a scrape later',
      series: flow(
        Array.from({ length: 6 }, (_, batch) => steady(250 * batch, hold + 2 * scrape)),
        [
          steady(0, scrape),
          ...Array.from({ length: 6 }, (_, batch) => steady(250 * batch, hold + 2 * scrape)),
        ],
      ),
    },
    {
      title: 'stays silent during a rebalance',
      series: flow(counting([50, quiet + short / 2]), [
        ...counting([50, quiet]),
        steady(50 * quiet, short / 2),
      ]),
    },
    {
      title: 'stays silent on a topic that is hardly written',
      series: flow(counting([2, long]), counting([0, long])),
    },
    {
      title: 'leaves a group without members to KafkaConsumerGroupEmpty',
      series: flow(counting([50, long]), counting([0, long]), 0),
    },
    {
      title: 'stays silent when offsets are set back and the backlog is read again',
      series: flow(counting([50, quiet + long]), [...counting([50, quiet]), ramp(0, 200, long)]),
    },
    {
      title: 'stays silent when the exporter restarts',
      series: flow(
        [...counting([50, quiet]), gone(quiet), ramp(100 * quiet, 50, quiet)],
        [...counting([50, quiet]), gone(quiet), ramp(100 * quiet, 50, quiet)],
      ),
    },
  ],
)
