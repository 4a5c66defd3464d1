import type { DashboardSource } from '../dashboard.ts'
import { causePanels } from './causes.ts'
import { groupTable } from './detail.ts'
import { lessonPanels } from './lesson.ts'
import { verdictPanels } from './verdict.ts'

/** Was everything paid, once, in order? */
export const ledger: DashboardSource = {
  uid: 'firedrill-ledger',
  description:
    'Top down: was everything paid, once and in order; when it went wrong; which group did it ' +
    'and what kept it from the customer; why a rule on rates would stay silent.',
  variables: ['group'],
  panels: [...verdictPanels, ...causePanels, ...lessonPanels, groupTable],
}
