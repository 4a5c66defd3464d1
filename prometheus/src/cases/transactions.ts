import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { hungTransaction, longTransaction } from '../alerts/offsets.ts'
import { gone, ramp, steady } from '../samples.ts'
import { cluster, ofExporter } from './series.ts'

const partition = { topic: 'orders', partition: '1' }
const open = ofExporter(exporterMetrics.transactionOpenSeconds, partition)
const behind = ofExporter(exporterMetrics.lastStableOffsetLag, partition)

const holdsUp = (age: string) => ({
  labels: { ...cluster, ...partition },
  summary: 'A transaction holds up orders/1',
  description:
    `A transaction on orders, partition 1, has been open for ${age}: read_committed consumers ` +
    'get nothing that came after it.',
})
const louder = (age: string) => ({ ...holdsUp(age), rule: hungTransaction })
const quieter = (age: string) => ({ ...holdsUp(age), rule: longTransaction })

const hungCases = casesOf(hungTransaction, ({ quiet, long, scrape, profile }) => {
  // In production the ticket is there long before the page, in training a little later.
  const [limit, age, before] =
    profile === 'training'
      ? ([15, '32s', []] as const)
      : ([900, '17m 45s', [quieter('17m 45s')]] as const)
  const hung = limit + long
  return [
    {
      title: 'names the partition that a transaction holds up',
      series: { [open]: [ramp(0, 1, hung)], [behind]: [ramp(1, 10, hung)] },
      fires: [holdsUp(age), ...before],
    },
    {
      title: 'stays silent at one that ends before long',
      series: {
        [open]: [ramp(0, 1, limit), gone(long)],
        [behind]: [steady(90, limit), steady(0, long)],
      },
    },
    {
      title: 'starts anew after a gap in the measurements',
      series: {
        [open]: [ramp(0, 1, hung - 4 * scrape), gone(quiet / 2), ramp(hung, 1, 2 * scrape)],
        [behind]: [steady(90, hung + quiet)],
      },
    },
  ]
})

const longCases = casesOf(longTransaction, ({ long, scrape, profile }) => {
  const [limit, age, too] =
    profile === 'training'
      ? ([15, '42s', [louder('42s')]] as const)
      : ([120, '7m 45s', []] as const)
  return [
    {
      title: 'makes a ticket of one that may still end by itself',
      series: { [open]: [ramp(0, 1, limit + long)], [behind]: [ramp(1, 10, limit + long)] },
      fires: [holdsUp(age), ...too],
    },
    {
      title: 'stays silent at transactions that follow each other without a break',
      series: {
        [open]: Array.from({ length: 4 }, () => ramp(0, 1, limit)),
        [behind]: [steady(40, 4 * (limit + scrape))],
      },
    },
    {
      title: 'stays silent at one that ends before long',
      series: {
        [open]: [ramp(0, 1, limit), gone(long)],
        [behind]: [steady(90, limit), steady(0, long)],
      },
    },
  ]
})

export const transactionCases = [hungCases, longCases]
