import type { DashboardSource } from '../dashboard.ts'
import { causePanels } from './causes.ts'
import { flowPanels } from './flow.ts'
import { verdictPanels } from './verdict.ts'

/** Is it healthy, which alerts, which fault: the page to begin with. */
export const overview: DashboardSource = {
  uid: 'firedrill-overview',
  description:
    'Top down: is the cluster healthy and is a drill on; what do customers notice; which alerts, ' +
    'and where do offered, sent and paid part; who lags; why. The other pages go deeper.',
  variables: [],
  panels: [...verdictPanels, ...flowPanels, ...causePanels],
}
