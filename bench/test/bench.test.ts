import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { median } from '../src/statistics.ts'
import { formatTable } from '../src/table.ts'

suite('a benchmark', () => {
  test('takes the middle of its rounds', () => {
    assert.equal(median([9, 1, 5]), 5)
    assert.equal(median([4, 1, 3, 2]), 2.5)
    assert.throws(() => median([]), RangeError)
  })

  test('prints names to the left and numbers to the right', () => {
    const lines = formatTable(
      ['what', 'rate'],
      [
        ['kafkajs', '100'],
        ['x', '12345'],
      ],
    ).split('\n')
    assert.deepEqual(lines, [
      'what      rate',
      '-------  -----',
      'kafkajs    100',
      'x        12345',
    ])
  })

  test('goes to the stack on this machine unless it is told otherwise', () => {
    assert.match(readConfig({}).KAFKA_BROKERS, /^127\.0\.0\.1:19092,/)
    assert.equal(readConfig({ KAFKA_BROKERS: 'kafka:9092' }).KAFKA_BROKERS, 'kafka:9092')
    assert.throws(() => readConfig({ KAFKA_BROKERS: 'kafka' }), /KAFKA_BROKERS/)
  })
})
