import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'
import { firingAlerts } from '../firing-alerts.ts'
import { fault } from './fault.ts'

const { select } = queriesBy()
const size = { width: 6, height: 4, unit: 'short' } as const

/** Is the fault on, and what does the alerting say? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Fault',
    description:
      'Whether a fault of the chosen scenarios is in the system now. Good: none, unless the ' +
      'drill is on.',
    words: { '0': 'none', '1': 'active' },
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
    ],
    targets: [target(`sum(${fault})`, 'faults')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Time under fault',
    description:
      'How long such a fault was in the system within the time shown, to five seconds. Good: as ' +
      'long as you meant it to be. 0: choose the time of the run.',
    unit: 's',
    targets: [target(`5 * sum(sum_over_time(max(${fault})[$__range:5s]))`, 'under fault')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Alerts firing',
    description:
      'Alerts that fire now, the watchdog taken off. Good: 0 before and after; during a drill ' +
      'those that the scenario promises, and no other.',
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
    ],
    targets: [target(firingAlerts('.*'), 'firing')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'New runs',
    description:
      'Whether the chaos service accepts runs. Good: allowed. Halted: somebody pressed the big ' +
      'button, and unlocking needs a reason.',
    words: { '0': 'allowed', '1': 'halted' },
    thresholds: [
      [null, 'green'],
      [1, 'red'],
    ],
    targets: [target(`max(${select(chaosMetrics.locked)})`, 'locked')],
  }),
]
