import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rateOfMinute, increaseShown, mean } = queriesBy('topic')
const size = { width: 6, height: 4 } as const

/** Does everything that is offered get through? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Sent of offered',
    description:
      'Share of the records offered that are acknowledged. Good: 100 %; a little off for a ' +
      'moment is a burst. Below 80 %: producers or brokers are too slow.',
    unit: 'percentunit',
    decimals: 0,
    runbooks: ['KafkaProducerThroughputDrop'],
    thresholds: [
      [null, 'red'],
      [0.8, 'orange'],
      [0.95, 'green'],
    ],
    targets: [
      target(
        `sum(${rateOfMinute(producerMetrics.recordsSent)}) / ` +
          `sum(${rateOfMinute(producerMetrics.offeredRecords)})`,
        'sent',
      ),
    ],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Records not sent',
    description:
      'Records given up after all retries within the time shown. Good: 0; each of them is the ' +
      "application's to deal with.",
    unit: 'short',
    decimals: 0,
    runbooks: ['KafkaProducerErrors'],
    thresholds: noneIsGood,
    targets: [target(`sum(${increaseShown(producerMetrics.recordErrors)})`, 'given up')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Mean request latency',
    runbooks: ['KafkaProducerLatencyHigh'],
    description: 'Mean time that a broker takes to answer a produce request. Good: below 100 ms.',
    unit: 's',
    thresholds: [
      [null, 'green'],
      [0.1, 'red'],
    ],
    targets: [target(mean(producerMetrics.requestDuration, ''), 'mean')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Records waiting to be sent',
    description:
      'Records in the send buffers, and records for which the buffers have no room. Good: what ' +
      'a second brings, and steady; growing means that the brokers take less than is offered.',
    unit: 'short',
    targets: [
      target(`sum(${select(producerMetrics.bufferedRecords)})`, 'buffered'),
      target(`sum(${select(producerMetrics.waitingRecords)})`, 'no room'),
    ],
  }),
]
