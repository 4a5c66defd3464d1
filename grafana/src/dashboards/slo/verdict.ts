import type { Step } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { target } from '../../queries.ts'
import { burnRate, freshness, type Objective, produceSuccess } from './objectives.ts'

const size = { width: 6, height: 4, unit: 'percentunit' } as const
const budget: readonly Step[] = [
  [null, 'red'],
  [0, 'orange'],
  [0.5, 'green'],
]
const kept = ({ target: objective }: Objective): readonly Step[] => [
  [null, 'red'],
  [objective, 'green'],
]
const good = (objective: Objective) => target(`1 - (${objective.failed('$__range')})`, 'good')
const left = (objective: Objective) =>
  target(`1 - ${burnRate(objective, '$__range')}`, 'budget left')

/** The promise, and what is left of the allowance, within the time shown. */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Paid within 30 s',
    description:
      'Share of the acknowledged orders of the time shown that were paid within 30 s of their ' +
      'event. Good: 99.5 % or more.',
    decimals: 2,
    runbooks: ['KafkaConsumerLagSeconds'],
    thresholds: kept(freshness),
    targets: [good(freshness)],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Freshness: budget left',
    description:
      'What is left of the 0.5 % that may be late in the time shown. Good: more than half; below ' +
      '0 the promise is broken.',
    decimals: 0,
    thresholds: budget,
    targets: [left(freshness)],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Produced successfully',
    description:
      'Share of the records of the time shown that were acknowledged and not given up, all ' +
      'topics together. Good: 99.9 % or more.',
    decimals: 2,
    runbooks: ['KafkaProducerErrors'],
    thresholds: kept(produceSuccess),
    targets: [good(produceSuccess)],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Produce success: budget left',
    description:
      'What is left of the 0.1 % that may fail in the time shown. Good: more than half; below 0 ' +
      'the promise is broken.',
    decimals: 0,
    thresholds: budget,
    targets: [left(produceSuccess)],
  }),
]
