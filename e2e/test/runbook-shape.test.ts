import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapeOutput } from '../src/runbooks/shape.ts'

const numbered = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n')

test('of a table the beginning is kept, of a log the end, and what was cut is said', () => {
  const table = shapeOutput(numbered, { isLog: false }).split('\n')
  assert.deepEqual([table.length, table[0], table.at(-1)], [12, 'line 1', '… 29 more lines'])
  const log = shapeOutput(numbered, { isLog: true }).split('\n')
  assert.deepEqual([log.length, log[0], log.at(-1)], [12, '… 29 lines before', 'line 40'])
})

test('long lines are cut, colours and empty lines around are gone, and silence is said', () => {
  const long = shapeOutput('x'.repeat(300), { isLog: false })
  assert.deepEqual([long.length, long.endsWith('…')], [120, true])
  assert.equal(shapeOutput('\n\n  \u001b[31mred\u001b[0m  \r\n\n', { isLog: false }), '  red')
  assert.equal(shapeOutput(' \n\n', { isLog: false }), '(no output)')
})

test('a line of a JSON log keeps what tells, another JSON document is broken after commas', () => {
  const line =
    'payment-1  | {"level":40,"time":"2026-11-24T20:17:31.755Z","name":"payment-1",' +
    '"error":"The group is rebalancing","pid":7,"msg":"re-joining"}'
  assert.equal(
    shapeOutput(line, { isLog: true }),
    'payment-1  | {"level":40,…,"error":"The group is rebalancing",…,"msg":"re-joining"}',
  )
  const settings = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`setting${index}`, index])),
  )
  const lines = shapeOutput(settings, { isLog: false }).split('\n')
  assert.equal(lines.length, 3)
  assert.equal(lines.map(each => each.trim()).join(''), settings)
})

test('a warning that differs in numbers only stands once, and does not hide the answer', () => {
  const warnings = [2, 3, 1, 2, 3].map(
    id => `WARN  [AdminClient] Connection to node -${id} failed.`,
  )
  const output = [...warnings, 'Topic: orders', 'WARN  other'].join('\n')
  assert.deepEqual(shapeOutput(output, { isLog: false }).split('\n'), [
    'WARN  [AdminClient] Connection to node -2 failed.',
    '… 4 more such warnings',
    'Topic: orders',
    'WARN  other',
  ])
})

test('an output cannot end the block that it stands in', () => {
  assert.doesNotMatch(shapeOutput('a\n```\n## Drill', { isLog: false }), /```/)
})
