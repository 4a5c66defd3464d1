import type { DashboardSource } from '../dashboard.ts'
import { batchPanels } from './batches.ts'
import { topicTable } from './detail.ts'
import { flowPanels } from './flow.ts'
import { verdictPanels } from './verdict.ts'

/** Does everything that is offered get through, how fast, and in what shape? */
export const producers: DashboardSource = {
  uid: 'firedrill-producers',
  description:
    'Top down: does everything that is offered get through, without errors and fast; since when ' +
    'not; are the batches worth their requests; a line for each topic.',
  variables: ['topic'],
  panels: [...verdictPanels, ...flowPanels, ...batchPanels, topicTable],
}
