import type { DashboardSource } from '../dashboard.ts'
import { causePanels } from './causes.ts'
import { partitionTable } from './detail.ts'
import { lessonPanels } from './lesson.ts'
import { truthPanels } from './truths.ts'
import { verdictPanels } from './verdict.ts'

/** Who lags, by which of the truths, and why. */
export const consumers: DashboardSource = {
  uid: 'firedrill-consumers',
  description:
    'Top down: does anybody lag; the same lag as three sources see it; why; what a naive rule ' +
    'would make of it; a line for each partition.',
  variables: ['group', 'topic'],
  panels: [...verdictPanels, ...truthPanels, ...causePanels, ...lessonPanels, partitionTable],
}
