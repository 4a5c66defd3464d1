import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf } from '../alert-case.ts'
import { networkProcessorSaturated, requestHandlerSaturated } from '../alerts/saturation.ts'
import { gone, ramp, steady } from '../samples.ts'
import { flushCases } from './flushes.ts'
import { cluster, counting, ofBroker } from './series.ts'

const second = 1e9
const handlers = (id: number) => ofBroker(brokerMetrics.requestHandlerIdleNanoseconds, id)
const network = (listener: string, thread: number) =>
  ofBroker(brokerMetrics.networkProcessorIdleNanoseconds, 2, {
    listener,
    network_processor: String(thread),
  })

const handlerCases = casesOf(
  requestHandlerSaturated,
  ({ quiet, long, scrape, recorded, for: hold }) => [
    {
      title: 'names the broker that is busy',
      series: {
        [handlers(1)]: counting([0.9 * second, quiet + long]),
        [handlers(2)]: counting([0.9 * second, quiet], [0.1 * second, long]),
      },
      fires: [
        {
          labels: { ...cluster, instance: 'kafka-2' },
          summary: 'Request handlers of kafka-2 are saturated',
          description:
            'The request handler threads of kafka-2 are idle 10% of the time, below 20%: requests ' +
            'queue before they are worked on.',
        },
      ],
    },
    {
      title: 'stays silent at a broker that works hard',
      series: { [handlers(1)]: counting([0.25 * second, long]) },
    },
    {
      title: 'stays silent at a peak',
      series: {
        [handlers(1)]: counting([0.9 * second, quiet], [0, recorded + hold / 2]),
      },
    },
    {
      title: 'stays silent while busy and idle moments alternate',
      series: {
        [handlers(1)]: counting(
          ...Array.from({ length: 6 }, (_, turn) => [turn % 2, 2 * scrape] as const).map(
            ([idle, seconds]) => [idle * second, seconds] as const,
          ),
          [second, long],
        ),
      },
    },
    {
      title: 'does not take missing scrapes for work',
      series: {
        [handlers(1)]: [0, 1, 2].flatMap(turn => [
          ramp(12 * turn * scrape * 0.7 * second, 0.7 * second, 2 * scrape),
          gone((turn < 2 ? 10 : 8) * scrape),
        ]),
      },
    },
    {
      title: 'does not take the new counter of a restarted broker for a busy one',
      series: {
        [handlers(1)]: [ramp(5e12, 0.9 * second, long), gone(quiet), ramp(0, 0.9 * second, quiet)],
      },
    },
    {
      title: 'leaves a broker that is not measured to KafkaBrokerDown',
      series: { [handlers(1)]: [ramp(0, 0.1 * second, quiet / 2), gone(long)] },
    },
  ],
)

const networkCases = casesOf(networkProcessorSaturated, ({ quiet, long, scrape }) => [
  {
    title: 'takes the mean of the threads of a listener',
    series: {
      [network('PLAINTEXT', 0)]: counting([second, quiet], [0.1 * second, long]),
      [network('PLAINTEXT', 1)]: counting([second, quiet], [0.3 * second, long]),
      [network('CONTROLLER', 2)]: counting([second, quiet + long]),
    },
    fires: [
      {
        labels: { ...cluster, instance: 'kafka-2', listener: 'PLAINTEXT' },
        summary: 'Network threads of kafka-2 are saturated',
        description:
          'The network threads of listener PLAINTEXT on kafka-2 are idle 20% of the time, below ' +
          '30%: connections wait to be read.',
      },
    ],
  },
  {
    title: 'stays silent at one busy thread among idle ones',
    series: {
      [network('PLAINTEXT', 0)]: counting([0, long]),
      [network('PLAINTEXT', 1)]: counting([second, long]),
    },
  },
  {
    title: "does not look at the controller's listener",
    series: { [network('CONTROLLER', 0)]: counting([0.1 * second, long]) },
  },
  {
    title: 'stays silent while a broker comes up again, whose threads wait for the quorum',
    series: {
      [network('PLAINTEXT', 0)]: [
        ramp(5e12, second, quiet),
        gone(quiet),
        steady(0, long),
        ramp(0, 0.9 * second, 2 * scrape),
      ],
    },
  },
])

export const saturationCases = [handlerCases, networkCases, ...flushCases]
