import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { lagGrowing, lagHigh, partitionSkew } from '../alerts/lag.ts'
import { gone, ramp, steady } from '../samples.ts'
import { lagSecondsCases } from './lag-seconds.ts'
import { cluster, ofTarget } from './series.ts'

const group = { group: 'payment-service', topic: 'orders' }
const target = { job: 'exporter', instance: 'exporter', ...cluster }
const lag = (partition: number, labels = group) =>
  ofTarget(exporterMetrics.groupLag, 'exporter', 'exporter', {
    ...labels,
    partition: String(partition),
  })

const highCases = casesOf(lagHigh, ({ quiet, long, short }) => [
  {
    title: 'names group, topic and partition',
    series: {
      [lag(3)]: [steady(0, quiet), steady(10_001, long)],
      [lag(4)]: [steady(9999, quiet + long)],
    },
    fires: [
      {
        labels: { ...target, ...group, partition: '3' },
        summary: 'payment-service is far behind on orders/3',
        description: '10001 records of orders, partition 3, wait for payment-service.',
      },
    ],
  },
  {
    title: 'stays silent at 10,000, on each of several partitions',
    series: { [lag(0)]: [steady(10_000, long)], [lag(1)]: [steady(10_000, long)] },
  },
  {
    title: 'stays silent at a burst that is worked off',
    series: { [lag(3)]: [steady(0, quiet), steady(12_000, short)] },
  },
])

const growingCases = casesOf(lagGrowing, ({ quiet, long, profile }) => [
  {
    title: 'fires when nobody consumes, with the rate of the whole topic',
    series: {
      [lag(0)]: [steady(0, quiet), ramp(0, 20, long)],
      [lag(1)]: [steady(0, quiet), ramp(0, 30, long)],
    },
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'The lag of payment-service on orders keeps growing',
        description:
          'The lag grows by 50 records a second: payment-service consumes slower than orders ' +
          'is written.',
      },
    ],
  },
  {
    title: 'stays silent at one burst that is worked off slowly',
    series: { [lag(0)]: [steady(0, quiet), ramp(90_000, -20, long)] },
  },
  {
    title: 'stays silent while the slope still sees the step of a burst',
    series: { [lag(0)]: [steady(0, quiet), steady(9000, profile === 'training' ? 16 : 210)] },
  },
  {
    title: 'stays silent on the tiny lags of a healthy group',
    series: { [lag(0)]: [steady(3, quiet), ramp(0, 6, 60)] },
  },
  {
    title: 'stays silent at a batch of 500 that is gone within a scrape',
    series: { [lag(0)]: [steady(0, long), steady(500, 1), steady(0, long), steady(500, 1)] },
  },
  {
    title: 'stays silent while the group drains',
    series: { [lag(0)]: [ramp(90_000, -40, long)] },
  },
  {
    title: 'stays silent when the exporter disappears with the lag',
    series: { [lag(0)]: [ramp(0, 50, quiet), gone(long)] },
  },
])

const skewCases = casesOf(partitionSkew, ({ quiet, long, short }) => [
  {
    title: 'names the partition that holds up the group',
    series: {
      [lag(0)]: [steady(0, quiet), steady(9000, long)],
      [lag(1)]: [steady(0, quiet), steady(800, long)],
      [lag(2)]: [steady(0, quiet), steady(1000, long)],
    },
    fires: [
      {
        labels: { ...cluster, ...group, partition: '0' },
        summary: 'One partition holds up payment-service: orders/0',
        description:
          'Partition 0 of orders lags by 9000 records, more than five times the mean of the ' +
          'others: a hot key or a slow call, which more members do not cure.',
      },
    ],
  },
  {
    title: 'stays silent when all partitions lag alike',
    series: {
      [lag(0)]: [steady(9000, long)],
      [lag(1)]: [steady(7000, long)],
      [lag(2)]: [steady(8000, long)],
    },
  },
  {
    title: 'stays silent on a small lag',
    series: { [lag(0)]: [steady(400, long)], [lag(1)]: [steady(0, long)] },
  },
  {
    title: 'stays silent on a topic of one partition',
    series: { [lag(0)]: [steady(9000, long)] },
  },
  {
    title: 'does not mix the topics of a group',
    series: {
      [lag(0)]: [steady(9000, long)],
      [lag(0, { group: 'payment-service', topic: 'audit' })]: [steady(0, long)],
    },
  },
  {
    title: 'stays silent at a burst that is worked off',
    series: {
      [lag(0)]: [steady(0, quiet), steady(9000, short)],
      [lag(1)]: [steady(0, quiet + short)],
    },
  },
])

export const lagCases = [highCases, growingCases, ...lagSecondsCases, skewCases]
