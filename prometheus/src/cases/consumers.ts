import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { casesOf } from '../alert-case.ts'
import { consumerIdleMembers, consumerMemoryHigh } from '../alerts/consumers.ts'
import { jobs } from '../jobs.ts'
import { gone, ramp, steady } from '../samples.ts'
import { commitCases } from './commits.ts'
import { cluster, ofExporter, ofTarget } from './series.ts'
import { throughputCases } from './throughput.ts'

const heapUsed = ofTarget(processMetrics.heapUsed, jobs.consumer, 'payment-2')
const heapLimit = ofTarget(processMetrics.heapLimit, jobs.consumer, 'payment-2')
const producerUsed = ofTarget(processMetrics.heapUsed, jobs.producer, 'producer')
const producerLimit = ofTarget(processMetrics.heapLimit, jobs.producer, 'producer')
const idle = ofExporter(exporterMetrics.groupIdleMembers, { group: 'payment-service' })

const memoryCases = casesOf(consumerMemoryHigh, ({ quiet, long, window, scrape }) => {
  const fires = [
    {
      labels: { ...cluster, job: jobs.consumer, instance: 'payment-2' },
      summary: 'payment-2 runs out of memory',
      description: 'payment-2 used 90% of its heap limit; at 100% the process is killed.',
    },
  ]
  const limit = (seconds: number) => ({ [heapLimit]: [steady(100e6, seconds)] })
  return [
    {
      title: 'names the process whose heap is nearly full',
      series: {
        [heapUsed]: [ramp(20e6, 1e5, quiet), steady(90e6, long)],
        ...limit(quiet + long),
      },
      fires,
    },
    {
      title: 'fires through the deaths of a process that is seen near its limit once in a life',
      series: {
        [heapUsed]: Array.from({ length: Math.ceil(long / scrape / 4) + 1 }, () => [
          steady(30e6, scrape),
          steady(90e6, scrape),
          gone(2 * scrape),
        ]).flat(),
        ...limit(long + 8 * scrape),
      },
      fires,
    },
    {
      title: 'stays silent once a peak is past',
      series: {
        [heapUsed]: [steady(90e6, scrape), steady(30e6, window + 2 * scrape)],
        ...limit(window + 4 * scrape),
      },
    },
    {
      title: 'stays silent at a heap that fills up halfway and is cleaned',
      series: {
        [heapUsed]: Array.from({ length: 8 }, () => ramp(20e6, 40e6 / quiet, quiet)),
        ...limit(8 * quiet),
      },
    },
    {
      title: 'does not look at processes of other jobs',
      series: { [producerUsed]: [steady(95e6, long)], [producerLimit]: [steady(100e6, long)] },
    },
    {
      title: 'stays silent where no limit is known',
      series: { [heapUsed]: [steady(95e6, long)] },
    },
  ]
})

const idleCases = casesOf(consumerIdleMembers, ({ quiet, long, short }) => [
  {
    title: 'counts the members that got no partition',
    series: { [idle]: [steady(0, quiet), steady(2, long)] },
    fires: [
      {
        labels: { ...cluster, group: 'payment-service' },
        summary: 'payment-service has more members than partitions',
        description:
          '2 members of payment-service have no partition: they cost memory and rebalances and ' +
          'read nothing.',
      },
    ],
  },
  {
    title: 'stays silent while members of a release come and go',
    series: { [idle]: [steady(1, short), steady(0, 1), steady(2, short), steady(0, quiet)] },
  },
  {
    title: 'starts anew after a rebalance in which it was not known',
    series: { [idle]: [steady(2, short), gone(quiet / 2), steady(2, short)] },
  },
])

export const consumerCases = [throughputCases, ...commitCases, memoryCases, idleCases]
