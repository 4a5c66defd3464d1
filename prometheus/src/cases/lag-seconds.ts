import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { lagSecondsCritical, lagSecondsWarning } from '../alerts/lag.ts'
import { notYet, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

const group = { group: 'payment-service', topic: 'orders' }
const age = (partition: number) =>
  ofTarget(exporterMetrics.groupLagSeconds, 'exporter', 'exporter', {
    ...group,
    partition: String(partition),
  })

const oldText = (seconds: string) => ({
  labels: { ...cluster, ...group },
  summary: 'payment-service works on old records of orders',
  description: `The oldest record that payment-service has yet to process is ${seconds} old.`,
})

const secondsWarningCases = casesOf(lagSecondsWarning, ({ quiet, long, short, profile }) => {
  const [value, text] = profile === 'training' ? [45, '45s'] : [150, '2m 30s']
  return [
    {
      title: 'takes the oldest partition',
      series: {
        [age(0)]: [steady(1, quiet), steady(value, long)],
        [age(1)]: [steady(2, quiet + long)],
      },
      fires: [oldText(text)],
    },
    {
      title: 'is joined by the critical one',
      series: { [age(0)]: [steady(400, long)] },
      fires: [oldText('6m 40s'), { ...oldText('6m 40s'), rule: lagSecondsCritical }],
    },
    {
      title: 'stays silent while a group rebalances',
      series: { [age(0)]: [steady(1, quiet), steady(value, short)] },
    },
    {
      title: 'stays silent where the age is unknown',
      series: { [age(0)]: [notYet(long)] },
    },
  ]
})

const secondsCriticalCases = casesOf(lagSecondsCritical, ({ quiet, long, short, profile }) => {
  const [warning, critical, text] =
    profile === 'training' ? ([30, 60, '1m 0s'] as const) : ([60, 300, '5m 0s'] as const)
  return [
    {
      title: 'stays silent at the limit of the warning',
      series: { [age(0)]: [steady(warning, long)] },
    },
    {
      title: 'leaves its own limit to the warning',
      series: { [age(0)]: [steady(critical, long)] },
      fires: [{ ...oldText(text), rule: lagSecondsWarning }],
    },
    {
      title: 'waits, while the warning fires already',
      series: { [age(0)]: [steady(critical, quiet + long), steady(critical + 50, short)] },
      fires: [
        {
          ...oldText(profile === 'training' ? '1m 50s' : '5m 50s'),
          rule: lagSecondsWarning,
        },
      ],
    },
  ]
})

export const lagSecondsCases = [secondsWarningCases, secondsCriticalCases]
