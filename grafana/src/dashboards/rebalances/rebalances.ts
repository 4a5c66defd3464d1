import type { DashboardSource } from '../dashboard.ts'
import { groupTable } from './detail.ts'
import { memberPanels } from './members.ts'
import { stormPanels } from './storm.ts'
import { verdictPanels } from './verdict.ts'

/** Are the groups settled, and if not, who leaves and why? */
export const rebalances: DashboardSource = {
  uid: 'firedrill-rebalances',
  description:
    'Top down: are the groups settled; how often do they rebalance and for how long; who comes ' +
    'and goes, and what the members say; a line for each group.',
  variables: ['group'],
  panels: [...verdictPanels, ...stormPanels, ...memberPanels, groupTable],
}
