import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCrasher } from '../src/crash/crasher.ts'
import type { ConsumerSettings } from '../src/settings.ts'
import { settingsWith } from './support/settings.ts'

function setUp(change: Partial<ConsumerSettings> = {}) {
  const settings = settingsWith(change)
  const kills: string[] = []
  let at = ''
  const crasher = createCrasher({ settings, kill: () => void kills.push(at) })
  /** One record through its whole life, as the page worker does it. */
  function record(name: string): void {
    at = `before ${name}`
    crasher.beforeRecord()
    at = `after ${name}`
    crasher.afterRecords(1, 'orders/0')
    at = `committed ${name}`
    crasher.afterCommit('orders/0')
  }
  return { settings, kills, crasher, record }
}

test('does nothing and sets no bounds until it is told to', () => {
  const { kills, crasher, record } = setUp()
  record('1')
  assert.equal(crasher.room(), Number.POSITIVE_INFINITY)
  assert.deepEqual(kills, [])
})

for (const [point, expected] of [
  ['before-processing', ['before 3', 'before 6']],
  ['after-processing', ['after 3', 'after 6']],
  ['after-commit', ['committed 3', 'committed 6']],
] as const) {
  test(`strikes ${point} at every third record`, () => {
    const { kills, record } = setUp({ crashPoint: point, crashEveryRecords: 3 })
    for (let number = 1; number <= 7; number++) record(String(number))
    assert.deepEqual(kills, expected)
  })
}

test('counts from the moment that the settings were changed', () => {
  const { settings, kills, record } = setUp()
  record('1')
  record('2')
  Object.assign(settings.current, { crashPoint: 'after-processing', crashEveryRecords: 2 })
  record('3')
  record('4')
  assert.deepEqual(kills, ['after 4'])
})

test('an armed crash strikes once, counted from now, and can be disarmed', () => {
  const { kills, crasher, record } = setUp()
  record('1')
  crasher.arm({ point: 'before-processing', afterRecords: 2 })
  record('2')
  assert.deepEqual(kills, [])
  record('3')
  assert.deepEqual(kills, ['before 3'])
  crasher.arm({ point: 'after-commit', afterRecords: 1 })
  crasher.arm({ point: 'none', afterRecords: 1 })
  record('4')
  assert.deepEqual(kills, ['before 3'])
})

test('leaves room for a bulk step up to the record that it waits for', () => {
  const { crasher } = setUp()
  crasher.arm({ point: 'after-processing', afterRecords: 10 })
  assert.equal(crasher.room(), 10)
  crasher.afterRecords(4, 'orders/0')
  assert.equal(crasher.room(), 6)
  // A crash before the tenth record needs the nine before it done and the tenth alone.
  crasher.arm({ point: 'before-processing', afterRecords: 10 })
  assert.equal(crasher.room(), 9)
})

test('after a commit means the commit of that very partition', () => {
  const { kills, crasher } = setUp()
  crasher.arm({ point: 'after-commit', afterRecords: 1 })
  crasher.afterRecords(1, 'orders/0')
  crasher.afterCommit('orders/1')
  assert.deepEqual(kills, [])
  crasher.afterCommit('orders/0')
  assert.equal(kills.length, 1)
})
