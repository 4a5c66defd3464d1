import { labMetrics } from '@firedrill/service-kit/metrics/lab-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'
import { noValue } from './absent.ts'

const { select } = queriesBy()
const size = { width: 6, height: 4, unit: 'short', decimals: 0, noValue } as const

/** Did both systems do the same work, and what can only one of them do? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Lab',
    description:
      'Whether an experiment runs at this moment. Good: running, or idle with the figures of the ' +
      'last experiment below. The lab serves its numbers only while it is there.',
    words: { '0': 'idle', '1': 'running' },
    targets: [target(`sum(${select(labMetrics.running)})`, 'lab')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Differences between the ledgers',
    description:
      'Orders that one ledger shows otherwise than the other after an experiment, all experiments ' +
      'together. Good: 0, whatever else the systems do differently.',
    thresholds: noneIsGood,
    targets: [target(`sum(${select(labMetrics.differences)})`, 'differences')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Lost',
    description: 'Orders that a system acknowledged and no reader ever got. Good: 0 on both sides.',
    thresholds: noneIsGood,
    targets: [target(`sum by (system) (${select(labMetrics.lost)})`, '{{system}}')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Handed out again',
    description:
      'Orders that came once more after everybody was done with them. Good: with Kafka as many ' +
      'as were sent, twice; with a quorum queue 0, since a queue forgets what is acknowledged.',
    targets: [target(`sum by (system) (${select(labMetrics.replayed)})`, '{{system}}')],
  }),
]
