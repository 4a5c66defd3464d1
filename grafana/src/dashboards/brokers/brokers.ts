import type { DashboardSource } from '../dashboard.ts'
import { brokerTable } from './detail.ts'
import { loadPanels } from './load.ts'
import { replicationPanels } from './replication.ts'
import { verdictPanels } from './verdict.ts'

/** Is every broker there, is every partition safe, and how much room is left? */
export const brokers: DashboardSource = {
  uid: 'firedrill-brokers',
  description:
    'Top down: is every broker there and every partition safe; how much room do the threads ' +
    'have; replication and the disk; a line for each broker.',
  variables: ['broker'],
  panels: [...verdictPanels, ...loadPanels, ...replicationPanels, brokerTable],
}
