import type { Group } from '../collectors/groups.ts'
import type { Row } from './snapshot-metric.ts'

/** The states of both protocols; a state that Kafka adds later shows as 0 everywhere. */
export const groupStates = [
  'Stable',
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
  'Empty',
  'Dead',
] as const

/** One series per state: 1 for the current one. */
export function groupStateRows({ id, state: current }: Pick<Group, 'id' | 'state'>): Row[] {
  return groupStates.map(state => ({
    labels: { group: id, state },
    value: state === current ? 1 : 0,
  }))
}
