import type { DashboardSource } from '../dashboard.ts'
import { topicTable } from './detail.ts'
import { diskPanels } from './disk.ts'
import { logPanels } from './logs.ts'
import { verdictPanels } from './verdict.ts'

/** How full are the disks, what grows, and what holds records back? */
export const topics: DashboardSource = {
  uid: 'firedrill-topics',
  description:
    'Top down: how full are the disks and until when do they last; which topic grows; what is ' +
    'written, deleted and held back; a line for each topic.',
  variables: ['topic'],
  panels: [...verdictPanels, ...diskPanels, ...logPanels, topicTable],
}
