import { ownedTopic } from '../faults/owned-topic.ts'
import { type Condition, sameTopic } from '../scenarios/recovery.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/**
 * What a run has to show: the conditions of its scenario, and that `orders` and the topics that it
 * made are still those of its first look, for a fault that went with its topic was not mended.
 * @returns undefined for a scenario that never recovers
 */
export function demandsOf(
  scenario: Scenario,
  params: Readonly<Record<string, unknown>>,
): Condition[] | undefined {
  if (scenario.recovered === null) return undefined
  const made = scenario.faults(params).filter(({ fault }) => fault === ownedTopic.id)
  const kept = ['orders', ...made.map(({ params: { topic } }) => String(topic))]
  return [...scenario.recovered.conditions(params), ...kept.map(sameTopic)]
}
