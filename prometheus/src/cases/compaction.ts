import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf } from '../alert-case.ts'
import { compactionBehind, compactionGivenUp } from '../alerts/disk.ts'
import { gone, steady } from '../samples.ts'
import { cluster, ofBroker } from './series.ts'

const givenUp = (directory: string) =>
  ofBroker(brokerMetrics.logCleanerUncleanablePartitions, 3, { log_directory: directory })
const dirty = ofBroker(brokerMetrics.logCleanerMaxDirtyPercent, 3)
const stalled = (description: string) => [
  {
    labels: { ...cluster, instance: 'kafka-3' },
    summary: 'Compaction stands still on kafka-3',
    description,
  },
]

const givenUpCases = casesOf(compactionGivenUp, ({ quiet, long, short }) => [
  {
    title: 'adds up the partitions of all folders',
    series: {
      [givenUp('/a')]: [steady(0, quiet), steady(2, long)],
      [givenUp('/b')]: [steady(0, quiet), steady(1, long)],
    },
    fires: stalled(
      'The cleaner of kafka-3 has given up 3 partitions after an error: compacted topics grow ' +
        'there without bound.',
    ),
  },
  {
    title: 'stays silent when a restart puts it right',
    series: { [givenUp('/a')]: [steady(2, short), gone(quiet), steady(0, long)] },
  },
])

const behindCases = casesOf(compactionBehind, ({ quiet, long, short }) => [
  {
    title: 'fires when a log stays dirty',
    series: { [dirty]: [steady(40, quiet), steady(92, long)] },
    fires: stalled(
      'Of one compacted log on kafka-3 92% was never cleaned, where the cleaner should begin at ' +
        'half: it does not keep up, or the topic makes it wait.',
    ),
  },
  {
    title:
      'stays silent until the cleaner has come round to a log that is dirty for the first time',
    series: { [dirty]: [steady(0, quiet), steady(100, short), steady(10, quiet)] },
  },
  {
    title: 'stays silent at a busy cleaner that begins at half',
    series: { [dirty]: [steady(70, long)] },
  },
  {
    title: 'stays silent while it flaps: the time starts anew',
    series: { [dirty]: [steady(100, short), steady(20, 1), steady(100, short)] },
  },
])

export const compactionCases = [givenUpCases, behindCases]
