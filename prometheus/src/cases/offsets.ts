import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { idleWithBacklog, offsetRewound } from '../alerts/offsets.ts'
import { jobs } from '../jobs.ts'
import { gone, notYet, ramp, steady } from '../samples.ts'
import { retentionRiskCases } from './retention-risk.ts'
import { cluster, ofExporter, ofTarget } from './series.ts'
import { transactionCases } from './transactions.ts'

const group = { group: 'invoice-service', topic: 'invoices' }
const without = ofExporter(exporterMetrics.partitionsWithoutCommit, group)
const members = ofExporter(exporterMetrics.groupMembers, { group: group.group })
const committed = (partition: number) =>
  ofExporter(exporterMetrics.groupCommittedOffset, { ...group, partition: String(partition) })
const consumed = ofTarget(consumerMetrics.recordsConsumed, jobs.consumer, 'invoices', {
  ...group,
  partition: '0',
})

const idleCases = casesOf(idleWithBacklog, ({ quiet, long, short }) => {
  const idle = { [without]: [steady(3, long)], [members]: [steady(1, long)] }
  return [
    {
      title: 'fires when a group has never committed and reads nothing',
      series: { ...idle, [consumed]: [notYet(long)] },
      fires: [
        {
          labels: { ...cluster, ...group },
          summary: 'invoice-service runs and ignores what lies on invoices',
          description:
            'invoice-service has members, 3 of their partitions of invoices hold records, and ' +
            'nothing was ever committed: without a commit the group starts at the latest offset ' +
            'and waits for new records.',
        },
      ],
    },
    {
      title: 'stays silent while the first records take their time',
      series: { ...idle, [consumed]: [ramp(0, 1, long)] },
    },
    {
      title: 'stays silent while another partition of the topic gets on, whatever the client',
      series: { ...idle, [committed(1)]: [ramp(0, 1, long)] },
    },
    {
      title: 'stays silent at a start',
      series: {
        [without]: [steady(3, short), steady(0, long)],
        [members]: [steady(1, short + long)],
      },
    },
    {
      title: 'leaves a group without members to KafkaConsumerGroupEmpty',
      series: { [without]: [steady(3, long)], [members]: [steady(0, long)] },
    },
    {
      title: 'starts anew after a gap in the measurements',
      series: {
        [without]: [steady(3, short), gone(quiet / 2), steady(3, short)],
        [members]: [steady(1, short), gone(quiet / 2), steady(1, short)],
      },
    },
  ]
})

const rewoundCases = casesOf(offsetRewound, ({ quiet, window, scrape }) => [
  {
    title: 'counts the records that are processed again',
    series: {
      [committed(0)]: [steady(5000, quiet), steady(0, 4 * scrape)],
      [committed(1)]: [steady(5000, quiet), steady(4000, 4 * scrape)],
      [committed(2)]: [ramp(5000, 10, quiet + 4 * scrape)],
    },
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'The offsets of invoice-service on invoices were moved back',
        description:
          'Committed offsets of invoice-service on invoices are 6000 records behind where they ' +
          'have been lately: these are processed again.',
      },
    ],
  },
  {
    title: 'resolves when the group is where it was',
    series: {
      [committed(0)]: [steady(5000, quiet), steady(4000, scrape), steady(5100, 2 * scrape)],
    },
  },
  {
    title: 'stays silent when a new coordinator has forgotten the last commits',
    series: { [committed(0)]: [steady(5910, quiet), gone(quiet), steady(5905, 4 * scrape)] },
  },
  {
    title: 'resolves once the window has passed',
    series: { [committed(0)]: [ramp(5000, 10, quiet), steady(0, window + 4 * scrape)] },
  },
  {
    title: 'stays silent when the exporter restarts and the group goes on',
    series: { [committed(0)]: [ramp(5000, 10, quiet), gone(quiet), ramp(9000, 10, quiet)] },
  },
  {
    title: 'stays silent when offsets are moved forward or set for the first time',
    series: {
      [committed(0)]: [steady(5000, quiet), steady(9000, quiet)],
      [committed(1)]: [notYet(quiet), steady(0, quiet)],
    },
  },
  {
    title: 'stays silent when the offsets of a group expire',
    series: { [committed(0)]: [steady(5000, quiet), gone(quiet)] },
  },
])

export const offsetCases = [idleCases, rewoundCases, ...transactionCases, retentionRiskCases]
