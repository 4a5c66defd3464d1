import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { demandsOf } from '../../src/runs/demands.ts'
import { createRecovery } from '../../src/runs/recovery.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { paramsOf } from '../support/recovery-exprs.ts'
import { createStackDouble } from '../support/stack-double.ts'

/** A run's topics, in a stack in which they are, and what the scenario asks of them. */
async function makeTopics(scenario: Scenario) {
  const { context, prometheus } = createStackDouble()
  const { topics } = context.kafka
  const params = paramsOf(scenario)
  const made = scenario.faults(params).filter(({ fault }) => fault === ownedTopic.id)
  const create = (topic: string) => topics.create({ topic, assignments: [[1, 2, 3]], config: {} })
  const own = made.map(({ params: { topic } }) => String(topic))
  for (const topic of own) await create(topic)
  const demands = demandsOf(scenario, params)?.filter(({ kind }) => kind === 'same-topic') ?? []
  const beginning = { createdAt: 0, injectedAt: 0, settings: {} }
  const recovery = createRecovery(demands, { ...context, prometheus }, beginning)
  return { recovery, topics, create, names: ['orders', ...own] }
}

for (const scenario of scenarios.filter(({ kind }) => kind === 'drill')) {
  test(`${scenario.id}: no topic is cured by being deleted, nor by being made anew`, async () => {
    for (const index of (await makeTopics(scenario)).names.keys()) {
      const { recovery, topics, create, names } = await makeTopics(scenario)
      const name = names[index] ?? ''
      assert.equal(await recovery.evaluate(0), true)
      assert.equal(await recovery.evaluate(1), true, 'kept')
      await topics.remove(name)
      assert.equal(await recovery.evaluate(2), false, `${name} deleted`)
      await create(name)
      assert.equal(await recovery.evaluate(3), false, `${name} made anew`)
    }
  })
}

test('no fix makes a topic anew, which a run would refuse', () => {
  for (const scenario of scenarios) {
    const fixes = [...scenario.fixes.right, ...scenario.fixes.wrong]
    const uses = fixes.flatMap(({ acts }) => acts(paramsOf(scenario)))
    assert.ok(!uses.some(({ fault }) => fault === ownedTopic.id), scenario.id)
  }
})
