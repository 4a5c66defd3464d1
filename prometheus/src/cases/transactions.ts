import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { hungTransaction } from '../alerts/offsets.ts'
import { gone, ramp, steady } from '../samples.ts'
import { cluster, ofExporter } from './series.ts'

const partition = { topic: 'orders', partition: '1' }
const open = ofExporter(exporterMetrics.transactionOpenSeconds, partition)
const behind = ofExporter(exporterMetrics.lastStableOffsetLag, partition)

export const transactionCases = casesOf(hungTransaction, ({ quiet, long, scrape, profile }) => {
  const [limit, age] = profile === 'training' ? ([15, '32s'] as const) : ([120, '4m 45s'] as const)
  const hung = limit + long
  return [
    {
      title: 'names the partition that a transaction holds up',
      series: { [open]: [ramp(0, 1, hung)], [behind]: [ramp(1, 10, hung)] },
      fires: [
        {
          labels: { ...cluster, ...partition },
          summary: 'A transaction holds up orders/1',
          description:
            `A transaction on orders, partition 1, has been open for ${age}: read_committed ` +
            'consumers get nothing that came after it.',
        },
      ],
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
    {
      title: 'starts anew after a gap in the measurements',
      series: {
        [open]: [ramp(0, 1, hung - 4 * scrape), gone(quiet / 2), ramp(hung, 1, 2 * scrape)],
        [behind]: [steady(90, hung + quiet)],
      },
    },
  ]
})
