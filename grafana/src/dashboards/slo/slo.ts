import type { DashboardSource } from '../dashboard.ts'
import { burnPanels } from './burn.ts'
import { topicTable } from './detail.ts'
import { howToRead } from './reading.ts'
import { verdictPanels } from './verdict.ts'

/** Is the promise to customers kept, and how fast is the allowance for failure used up? */
export const slo: DashboardSource = {
  uid: 'firedrill-slo',
  description:
    'Top down: is the promise kept and how much of the error budget is left; how fast it burns; ' +
    'what came in and what came too late; the topics.',
  variables: ['topic'],
  from: 'now-1h',
  panels: [...verdictPanels, ...burnPanels, howToRead, topicTable],
}
