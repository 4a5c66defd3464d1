import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { casesOf } from '../alert-case.ts'
import { crashLooping, deadLetterGrowing } from '../alerts/groups.ts'
import { climb, gone, notYet, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

const group = { group: 'payment-service' }
const deadLettered = ofTarget(consumerMetrics.deadLettered, 'consumer', 'payment-1', group)
const started = ofTarget(processMetrics.startTime, 'consumer', 'payment-2')

const loopCases = casesOf(crashLooping, ({ quiet, window, scrape }) => {
  const restarts = 3
  const life = (n: number) => [steady(1000 + n * 30, window / 5), gone(2 * scrape)]
  return [
    {
      title: 'fires at repeated restarts, whatever lies between them',
      series: {
        [started]: Array.from({ length: restarts + 1 }, (_, n) => life(n))
          .flat()
          .slice(0, -1),
      },
      fires: [
        {
          labels: { job: 'consumer', instance: 'payment-2', ...cluster },
          summary: 'payment-2 keeps crashing',
          description: `payment-2 has started ${restarts} times anew lately.`,
        },
      ],
    },
    {
      title: 'stays silent at an ordinary start',
      series: { [started]: [notYet(quiet), steady(1000, window)] },
    },
    {
      title: 'stays silent at a single restart',
      series: { [started]: [...life(0), steady(1030, quiet)] },
    },
    {
      title: 'stays silent at two restarts, which may be deliberate',
      series: { [started]: [...life(0), ...life(1), steady(1060, quiet)] },
    },
    {
      title: 'resolves once the window has passed',
      series: {
        [started]: [...life(0), ...life(1), ...life(2), ...life(3), steady(2000, 2 * window)],
      },
    },
    {
      title: 'leaves other jobs alone',
      series: {
        [ofTarget(processMetrics.startTime, 'producer', 'producer')]: climb(30, 6, window / 6),
      },
    },
  ]
})

const deadLetterCases = casesOf(deadLetterGrowing, ({ quiet, window, scrape }) => [
  {
    title: 'fires at the first record',
    series: { [deadLettered]: [steady(0, quiet), steady(1, 4 * scrape)] },
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'payment-service gives up records',
        description:
          'About 1 records went to the dead letter topic lately: payment-service could not ' +
          'process them, and somebody has to.',
      },
    ],
  },
  {
    title: 'stays silent when the process restarts with a counter at 0',
    series: { [deadLettered]: [steady(5, quiet), gone(quiet), steady(0, quiet)] },
  },
  {
    title: 'resolves once the window has passed',
    series: { [deadLettered]: [steady(0, quiet), steady(7, window + 4 * scrape)] },
  },
])

/** What the processes of a group do to it. */
export const processCases = [loopCases, deadLetterCases]
