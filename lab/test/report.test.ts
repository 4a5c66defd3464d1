import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { experiments } from '../src/experiments/index.ts'
import type { Balance } from '../src/ledger/balance.ts'
import { renderFigures, replaceTables } from '../src/report/document.ts'
import { formatRatio, formatValue } from '../src/report/format.ts'
import { makeReport, problemsOf, type Result } from '../src/report/report.ts'
import { renderResult } from '../src/report/text.ts'
import { fullSizes } from '../src/sizes.ts'
import { memorySystem } from './support/memory-system.ts'

const side = { acknowledged: 10, effects: 10, lost: 0, duplicated: 0, deadLettered: 0 }
const balance: Balance = { intended: 10, systems: { kafka: side, rabbitmq: side }, differences: 0 }

const result: Result = {
  id: 'throughput',
  title: 'Throughput',
  method: 'How it is done.',
  seconds: 2.6,
  expectations: [],
  balances: { throughput: balance },
  findings: [
    { measure: 'sent', unit: 'orders/s', values: { kafka: 31_234, rabbitmq: 10_411 } },
    { measure: 'from a stream', unit: 'orders', values: { rabbitmq: 20_000 } },
  ],
}

const systems = [memorySystem('kafka', true), memorySystem('rabbitmq', false)]
const report = (results: Result[]) =>
  makeReport(systems, { sizes: fullSizes, seed: 1, busyBefore: 0.5 }, results)

suite('a result', () => {
  test('is good when both did the same and nothing was lost', () => {
    assert.deepEqual(problemsOf(result), [])
    assert.equal(report([result]).passed, true)
  })

  test('is bad for each thing that is not as it must be, by name', () => {
    const lossy = { ...side, acknowledged: 9, lost: 1, duplicated: 2 }
    const bad = { ...balance, systems: { kafka: side, rabbitmq: lossy }, differences: 3 }
    const expectations = [{ text: 'a queue forgets', met: false }]
    const problems = problemsOf({ ...result, expectations, balances: { throughput: bad } })
    assert.deepEqual(problems, [
      'not so: a queue forgets',
      'throughput: the ledgers differ in 3 orders',
      'throughput: rabbitmq lost 1 orders',
      'throughput: rabbitmq handed out 2 orders twice',
      'throughput: rabbitmq acknowledged 9 of 10 orders',
    ])
    assert.equal(report([{ ...result, expectations }]).passed, false)
  })

  test('is a table on the terminal, with a dash where a side has no number', () => {
    const text = renderResult(result)
    assert.match(text, /^✔ Throughput \(3 s\)$/m)
    assert.match(text, /sent +31,200 orders\/s +10,400 orders\/s$/m)
    assert.match(text, /from a stream +– +20,000$/m)
  })
})

test('numbers keep three digits; a ratio only stands where both sides have a number', () => {
  assert.equal(formatValue(2.3456, 'ms'), '2.35 ms')
  assert.equal(formatValue(0.614, 'share'), '61 %')
  assert.equal(formatRatio({ measure: '', unit: 'ms', values: { kafka: 3, rabbitmq: 1 } }), '3 : 1')
  assert.equal(formatRatio({ measure: '', unit: 'ms', values: { rabbitmq: 1 } }), '')
  assert.equal(formatRatio({ measure: '', unit: 'orders', values: { kafka: 9, rabbitmq: 0 } }), '')
})

suite('the page', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/kafka-or-rabbitmq.md'), 'utf8')

  test('keeps what was written by hand when new figures come', () => {
    const marked = 'Before.\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nAfter.\n'
    const renewed = replaceTables(marked, report([result]))
    assert.match(renewed, /^Before\.\n<!-- figures: begin -->\n\nMeasured on /)
    assert.match(renewed, /\| sent \| 31,200 orders\/s \| 10,400 orders\/s \| 3 : 1 \|/)
    assert.match(renewed, /<!-- figures: end -->\nAfter\.\n$/)
    assert.doesNotMatch(renewed, /old/)
    assert.equal(replaceTables(renewed, report([result])).length, renewed.length)
  })

  test('without its marks is refused', () => {
    assert.throws(() => replaceTables('nothing', report([])), /figures: begin/)
  })

  test('has the figures of every experiment, as it describes itself now', () => {
    for (const { title, method } of experiments) {
      assert.ok(page.includes(`### ${title}\n\n${method}\n`), title)
    }
    assert.equal(page.match(/^Ledgers: .* 0 lost, 0 differences\.$/gm)?.length, experiments.length)
  })

  test('is made of what a report holds', () => {
    assert.match(
      renderFigures(report([result])),
      /^Ledgers: 10 orders meant, 10 done through Kafka/m,
    )
  })
})
