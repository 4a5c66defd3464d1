import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Scenario } from '../scenarios/scenario.ts'

/** GET /scenarios: the catalogue as data. */
export function addScenarioRoutes(app: FastifyInstance, scenarios: readonly Scenario[]): void {
  const catalogue = scenarios.map(describeScenario)
  const schema = {
    tags: ['scenarios'],
    summary: 'Every scenario, with the JSON Schema of its parameters',
    response: {
      200: Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: true })),
    },
  }
  app.get('/scenarios', { schema }, () => catalogue)
}

function describeScenario(scenario: Scenario) {
  const { id, kind, title, pager, lesson, source, params, ttlSeconds } = scenario
  const { expect, evidence, hints, fixes } = scenario
  return {
    id,
    kind,
    title,
    pager,
    lesson,
    params,
    ttlSeconds,
    expect,
    evidence,
    hints: hints.map(({ text }) => text),
    ...(source !== undefined && { source }),
    fixes: {
      right: fixes.right.map(fix => ({ id: fix.id, title: fix.title })),
      wrong: fixes.wrong.map(fix => ({
        id: fix.id,
        title: fix.title,
        holdSeconds: fix.holdSeconds,
        silences: fix.silences ?? [],
      })),
    },
    recovered: scenario.recovered?.text ?? null,
  }
}
