import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { scenarios } from '../../services/chaos/src/scenarios/index.ts'
import { openJsonLines } from '../src/json-lines.ts'
import { coveringScenarios } from '../src/kill/covering.ts'
import { killPage, type RecordedKill } from '../src/kill/page.ts'

const kill: RecordedKill = {
  ...{ scenario: 'broker-down', state: 'ACTIVE', killedIn: 'ACTIVE', backAfter: 31 },
  ...{ problems: [], startedAt: '2026-11-24T10:00:00Z', commit: '1fd4fa2' },
}

test('the page shows the last kill in each state, and what failed', () => {
  const page = killPage(
    [
      { ...kill, problems: ['left behind: processes.kafka-2'] },
      kill,
      { ...kill, state: 'INJECTING', backAfter: 12 },
      { ...kill, state: 'REVERTING', killedIn: undefined, problems: ['not within 420 s'] },
      { ...kill, scenario: 'was-renamed' },
    ],
    ['noop', 'broker-down'],
  )
  assert.match(page, /\*\*2 of 3 kills left nothing behind\*\*, in 1 of 2 scenarios/)
  assert.match(
    page,
    /\| broker-down \| 12 s, in ACTIVE \| 31 s \| \*\*failed\*\* \| 2026-11-24, 1fd4fa2 \|/,
  )
  assert.match(page, /## What failed\n\n- broker-down, REVERTING: not within 420 s\n$/)
  assert.doesNotMatch(page, /was-renamed|left behind: /)
})

function faultsOf(id: string): Set<string> {
  const scenario = scenarios.find(each => each.id === id)
  assert.ok(scenario, id)
  const params = Value.Default(scenario.params, {}) as Record<string, unknown>
  return new Set(scenario.faults(params).map(({ fault }) => fault))
}

test('the covering scenarios apply every kind of fault that any scenario applies', () => {
  for (const [id, kinds] of Object.entries(coveringScenarios)) {
    const applied = faultsOf(id)
    for (const kind of kinds) assert.ok(applied.has(kind), `${id} does not apply ${kind}`)
  }
  const all = new Set(scenarios.flatMap(({ id }) => [...faultsOf(id)]))
  assert.deepEqual(new Set(Object.values(coveringScenarios).flat()), all)
})

test('docs/kill-matrix.md says what its record says', async () => {
  const docs = join(import.meta.dirname, '..', '..', 'docs')
  const { results } = await openJsonLines<RecordedKill>(join(docs, 'kill-matrix.jsonl'))
  assert.ok(existsSync(join(docs, 'kill-matrix.jsonl')))
  const ids = scenarios.map(({ id }) => id)
  assert.equal(await readFile(join(docs, 'kill-matrix.md'), 'utf8'), killPage(results, ids))
})
