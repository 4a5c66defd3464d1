import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { scenarioPage } from '../../src/docs/scenario-page.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const page = scenarioPage(scenarios)

test('the committed page is what the catalogue generates', async () => {
  const committed = await readFile(
    new URL('../../../../docs/scenarios.md', import.meta.url),
    'utf8',
  )
  assert.equal(committed, page, 'npm run generate')
})

test('every scenario has its section, with its alerts, fixes and parameters', () => {
  for (const { id, expect, fixes, params } of scenarios) {
    const [, section = assert.fail(id)] = page.split(`\n## ${id}\n`)
    for (const { alert } of expect.fires) assert.ok(section.includes(`[${alert}](runbooks/`), alert)
    for (const fix of [...fixes.right, ...fixes.wrong]) assert.ok(section.includes(`\`${fix.id}\``))
    for (const name of Object.keys(params.properties)) assert.ok(section.includes(`\`${name}\``))
  }
})

test('a cell keeps its bars, so that no table breaks', () => {
  for (const line of page.split('\n').filter(each => each.startsWith('|'))) {
    const cells = line.replaceAll('\\|', '').split('|').length - 2
    assert.ok([3, 4].includes(cells), line)
  }
})
