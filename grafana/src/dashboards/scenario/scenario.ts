import type { DashboardSource } from '../dashboard.ts'
import { bandPanels } from './band.ts'
import { detailPanels } from './detail.ts'
import { seriesPanels } from './series.ts'
import { verdictPanels } from './verdict.ts'

/** What one drill did: the fault, the alerts it raised, and the series that it bent. */
export const scenario: DashboardSource = {
  uid: 'firedrill-scenario',
  description:
    'Choose a scenario and the time of its run. Top down: is the fault on; which alerts fired ' +
    'and how soon; what it did to orders, lag, the ledger, groups and brokers.',
  variables: ['scenario'],
  panels: [...verdictPanels, ...bandPanels, ...seriesPanels, ...detailPanels],
}
