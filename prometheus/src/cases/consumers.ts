import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { casesOf } from '../alert-case.ts'
import { consumerIdleMembers, consumerMemoryHigh } from '../alerts/consumers.ts'
import { jobs } from '../jobs.ts'
import { gone, ramp, steady } from '../samples.ts'
import { commitCases } from './commits.ts'
import { byExporter, cluster, ofExporter, ofTarget } from './series.ts'
import { throughputCases } from './throughput.ts'

const heapUsed = ofTarget(processMetrics.heapUsed, jobs.consumer, 'payment-2')
const heapLimit = ofTarget(processMetrics.heapLimit, jobs.consumer, 'payment-2')
const producerUsed = ofTarget(processMetrics.heapUsed, jobs.producer, 'producer')
const producerLimit = ofTarget(processMetrics.heapLimit, jobs.producer, 'producer')
const idle = ofExporter(exporterMetrics.groupIdleMembers, { group: 'payment-service' })

const memoryCases = casesOf(consumerMemoryHigh, ({ quiet, long, short, scrape }) => [
  {
    title: 'names the process whose heap is nearly full',
    series: {
      [heapUsed]: [ramp(20e6, 1e6, quiet), steady(90e6, long)],
      [heapLimit]: [steady(100e6, quiet + long)],
    },
    fires: [
      {
        labels: { ...cluster, job: jobs.consumer, instance: 'payment-2' },
        summary: 'payment-2 runs out of memory',
        description: 'payment-2 uses 90% of its heap limit; at 100% the process is killed.',
      },
    ],
  },
  {
    title: 'stays silent at a heap that fills up and is cleaned',
    series: {
      [heapUsed]: Array.from({ length: 8 }, () => [
        steady(40e6, 2 * scrape),
        steady(88e6, scrape),
      ]).flat(),
      [heapLimit]: [steady(100e6, 24 * scrape)],
    },
  },
  {
    title: 'starts anew after a crash',
    series: {
      [heapUsed]: [steady(95e6, short), gone(2 * scrape), steady(95e6, scrape)],
      [heapLimit]: [steady(100e6, short), gone(2 * scrape), steady(100e6, scrape)],
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
])

const idleCases = casesOf(consumerIdleMembers, ({ quiet, long, short }) => [
  {
    title: 'counts the members that got no partition',
    series: { [idle]: [steady(0, quiet), steady(2, long)] },
    fires: [
      {
        labels: { ...byExporter, group: 'payment-service' },
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
