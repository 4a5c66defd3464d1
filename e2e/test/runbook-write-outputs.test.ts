import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parsePage, printOf } from '../src/runbooks/page.ts'
import { writeOutputs } from '../src/runbooks/write-outputs.ts'
import { makeFolder, ok, pageOf } from './runbook-folder.ts'

const page = pageOf({ diagnosis: ['look', 'stop'], mitigation: ['stop', 'start', 'stop'] })

/** Writes the outputs of the mitigation into the page as somebody has edited it meanwhile. */
function setUp(t: TestContext, edited: string) {
  const { parts, read, outputs } = makeFolder(t, { X: page }, () => ok(''))
  const { commands } = parsePage('X', page)
  const ran = commands.filter(({ section }) => section === 'Mitigation')
  const printed = ran.map((command, index) => {
    const text = `output ${index + 1}`
    const output = { during: 'broker-down', date: '2026-11-24', text, print: printOf(command) }
    return [command, output] as const
  })
  const path = join(parts.folder, 'X.md')
  writeFileSync(path, edited)
  return { write: () => writeOutputs(path, 'X', new Map(printed)), read, outputs }
}

test('a page that was edited meanwhile keeps its edits, and gets its outputs', async t => {
  const edited = page
    .replace('## Diagnosis\n', '## Diagnosis\n\nA new line.\n')
    .replace('start\n', 'start\n# elsewhere: begin\n')
  const { write, read, outputs } = setUp(t, edited)
  await write()
  assert.deepEqual(outputs('X'), [undefined, undefined, 'output 1', 'output 2', 'output 3'])
  assert.match(read('X'), /A new line\.\n/)
  assert.match(read('X'), /# elsewhere: begin\n/)
})

test('a command that was edited meanwhile is named, and nothing is written', async t => {
  const edited = page.replace('start\n', 'start --slowly\n')
  const { write, read } = setUp(t, edited)
  await assert.rejects(write(), /edited while it ran, run it again: start$/)
  assert.equal(read('X'), edited)
})
