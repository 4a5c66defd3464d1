import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { scenarios } from '../../src/scenarios/index.ts'

const root = join(import.meta.dirname, '../../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Every alert of the rules, once. */
function rules(): string[] {
  const texts = globSync('prometheus/rules/training/*.yml', { cwd: root }).map(read)
  const names = texts.flatMap(text => [...text.matchAll(/alert: (\w+)/g)].map(([, n = '']) => n))
  return [...new Set(names)]
}

/** The rows of the list: alert, reason, scenarios in which it may come along. */
function listed(): string[][] {
  const rows = read('docs/alerts.md').matchAll(/^\| `([A-Z]\w+)` \| (.*) \| (.*) \|$/gm)
  return [...rows].map(([, alert = '', reason = '', may = '']) => [alert, reason, may])
}

test('every alert is one that a scenario must raise, or is listed with the reason', () => {
  const raised = new Set(scenarios.flatMap(({ expect }) => expect.fires.map(each => each.alert)))
  const names = listed().map(([alert = '']) => alert)
  assert.deepEqual(new Set(names), new Set(rules().filter(alert => !raised.has(alert))))
  assert.equal(new Set(names).size, names.length)
})

test('each of them says why, and names only scenarios that allow it', () => {
  for (const [alert, reason = '', may = ''] of listed()) {
    assert.notEqual(reason.trim(), '', alert)
    for (const [, id] of may.matchAll(/`([a-z-]+)`/g)) {
      const scenario = scenarios.find(each => each.id === id)
      const allowed = scenario?.expect.mayFire.some(each => each.alert === alert)
      assert.ok(allowed, `${id} does not allow ${alert}`)
    }
  }
})
