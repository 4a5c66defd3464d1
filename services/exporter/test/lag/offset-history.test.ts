import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OffsetHistory } from '../../src/lag/offset-history.ts'

const now = 1_000_000

test('a time between two observations is interpolated', () => {
  const history = new OffsetHistory()
  history.observe(100, now)
  history.observe(300, now + 2000)
  assert.deepEqual(history.timeOf(150, now), { at: now + 500, exact: true })
})

test('an idle partition counts from the end of its rest, not from its beginning', () => {
  const history = new OffsetHistory()
  history.observe(100, now)
  history.observe(100, now + 60_000)
  history.observe(110, now + 62_000)
  assert.equal(history.timeOf(100, now)?.at, now + 60_000)
})

test('nothing is known before the first observation, nor at the end offset', () => {
  const history = new OffsetHistory()
  assert.equal(history.timeOf(0, now), undefined)
  history.observe(100, now)
  assert.equal(history.timeOf(99, now), undefined)
  assert.equal(history.timeOf(100, now), undefined)
})

test('the timestamp of a record fills in what was before the first observation', () => {
  const history = new OffsetHistory()
  history.observe(100, now)
  history.anchor(40, now - 90_000)
  assert.equal(history.timeOf(40, now)?.at, now - 90_000)
  const between = history.timeOf(70, now)
  assert.equal(between?.at, now - 45_000)
  assert.equal(between?.exact, false, 'ninety unseen seconds are worth another look')
})

test('a record from a clock that runs ahead is not later than the next observation', () => {
  const history = new OffsetHistory()
  history.observe(100, now)
  history.anchor(40, now + 3_600_000)
  assert.equal(history.timeOf(40, now)?.at, now)
})

test('a truncation forgets what lay beyond the new end', () => {
  const history = new OffsetHistory()
  history.observe(100, now)
  history.observe(200, now + 2000)
  history.observe(120, now + 4000)
  history.observe(140, now + 6000)
  assert.equal(history.timeOf(130, now)?.at, now + 5000)
})

test('the history stays bounded, reaches back to its beginning and is exact near its end', () => {
  const history = new OffsetHistory()
  const rounds = 10_000
  for (let round = 0; round <= rounds; round++) history.observe(round * 10, now + round * 2000)
  const end = now + rounds * 2000
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    const offset = Math.floor(rounds * 10 * share)
    const expected = now + offset * 200
    const found = history.timeOf(offset, end)?.at ?? Number.NaN
    assert.ok(Math.abs(found - expected) < 2000, `off by ${found - expected} ms at ${share}`)
  }
})
