import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { demandsOf } from '../../src/runs/demands.ts'
import { createRecovery } from '../../src/runs/recovery.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { paramsOf } from '../support/recovery-exprs.ts'
import { createStackDouble } from '../support/stack-double.ts'

/** The topics that a scenario makes, in a stack in which they are, and what it asks of them. */
async function makeTopics(scenario: Scenario) {
  const { context, prometheus } = createStackDouble()
  const params = paramsOf(scenario)
  const uses = scenario.faults(params).filter(({ fault }) => fault === ownedTopic.id)
  const names = uses.map(({ params: { topic } }) => String(topic))
  const make = async () => {
    for (const topic of names) {
      await context.kafka.topics.create({ topic, assignments: [[1, 2, 3]], config: {} })
    }
  }
  await make()
  const demands = demandsOf(scenario, params)?.filter(({ kind }) => kind === 'same-topic') ?? []
  const beginning = { createdAt: 0, injectedAt: 0, settings: {} }
  const recovery = createRecovery(demands, { ...context, prometheus }, beginning)
  return { recovery, topics: context.kafka.topics, names, make }
}

const makers = scenarios.filter(each =>
  each.faults(paramsOf(each)).some(({ fault }) => fault === ownedTopic.id),
)

for (const scenario of makers) {
  test(`${scenario.id}: its topic is not cured by being deleted, nor by being made anew`, async () => {
    const { recovery, topics, names, make } = await makeTopics(scenario)
    assert.equal(await recovery.evaluate(0), true)
    assert.equal(await recovery.evaluate(1), true, 'kept')
    for (const name of names) await topics.remove(name)
    assert.equal(await recovery.evaluate(2), false, 'deleted')
    await make()
    assert.equal(await recovery.evaluate(3), false, 'made anew')
  })
}

test('no fix makes a topic anew, which a run would refuse', () => {
  for (const scenario of scenarios) {
    const fixes = [...scenario.fixes.right, ...scenario.fixes.wrong]
    const uses = fixes.flatMap(({ acts }) => acts(paramsOf(scenario)))
    assert.ok(!uses.some(({ fault }) => fault === ownedTopic.id), scenario.id)
  }
})
