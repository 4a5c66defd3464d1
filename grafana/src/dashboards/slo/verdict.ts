import type { Objective } from '@firedrill/prometheus/slo'
import type { Step } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { target } from '../../queries.ts'
import { budgetLeft, freshness, kept, percents, produceSuccess } from './objectives.ts'

const size = { width: 6, height: 4, unit: 'percentunit' } as const
const budget: readonly Step[] = [
  [null, 'red'],
  [0, 'orange'],
  [0.5, 'green'],
]
const promise = ({ target: objective }: Objective): readonly Step[] => [
  [null, 'red'],
  [objective, 'green'],
]

/** The promise within the time shown, and what is left of the allowance for failure. */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Paid within 30 s',
    description:
      'Share of the acknowledged orders that fell due in the time shown and had been paid within ' +
      `30 s of their event. Good: ${percents(freshness).good} or more.`,
    decimals: 2,
    runbooks: ['SloFreshnessBurn'],
    thresholds: promise(freshness),
    targets: [target(kept(freshness), 'good')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Freshness: budget left',
    description:
      `What is left of the ${percents(freshness).allowed} that may be late, over the longest ` +
      'window of the rules: three days in production. Good: more than half; below 0 the promise ' +
      'is broken.',
    decimals: 0,
    runbooks: ['SloFreshnessBurn'],
    thresholds: budget,
    targets: [target(`min(${budgetLeft(freshness)})`, 'budget left')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Produced successfully',
    description:
      'Share of the records of the time shown that were acknowledged and not given up, all ' +
      `topics together. Good: ${percents(produceSuccess).good} or more.`,
    decimals: 2,
    runbooks: ['SloProduceSuccessBurn'],
    thresholds: promise(produceSuccess),
    targets: [target(kept(produceSuccess), 'good')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Produce success: budget left',
    description:
      `What is left of the ${percents(produceSuccess).allowed} that may fail, over the longest ` +
      'window of the rules. Good: more than half; below 0 the promise is broken.',
    decimals: 0,
    runbooks: ['SloProduceSuccessBurn'],
    thresholds: budget,
    targets: [target(`min(${budgetLeft(produceSuccess)})`, 'budget left')],
  }),
]
