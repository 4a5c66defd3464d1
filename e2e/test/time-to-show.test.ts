import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleGroup } from '../src/stack/prometheus-client.ts'
import { secondsToShow } from '../src/stack/time-to-show.ts'

const alerting = (query: string, duration = 10, name = 'X') =>
  ({ type: 'alerting', name, query, duration }) as const
const recording = (name: string, query: string) => ({ type: 'recording', name, query }) as const

/** Of the alert X, with rules that are evaluated every two seconds. */
function seconds(...rules: RuleGroup['rules']): number {
  return secondsToShow(
    [
      { interval: 2, rules: [] },
      { interval: 2, rules },
    ],
    'X',
  )
}

test('it is a scrape, an evaluation and the time that the rule has to hold', () => {
  assert.equal(seconds(alerting('up == 0', 10)), 14)
  assert.equal(seconds(alerting('up == 0', 10, 'Y')), 0)
})

test('of several rules of one name the slowest counts', () => {
  assert.equal(seconds(alerting('up == 0', 10), alerting('fenced > 0', 60)), 64)
  assert.equal(seconds(alerting('up == 0', 30), alerting('rate(a_total[1m]) > 0', 0)), 64)
})

for (const [query, window] of [
  ['increase(a_total[20s]) > 0 unless changes(b[1m]) > 0', 60],
  ['increase(a_total[1m30s]) > 0', 90],
  ['max_over_time(rate(a_total[20s])[2m:5s]) > 0', 120],
  ['a unless a offset 1m', 60],
  ['a_offset > offset and on (offset) a', 0],
  ['a{b=~"[1m] \\" offset 1m"}', 0],
  ['a > 5 * quantile_over_time(0.05, a[30m])', 0],
  ['rate(a_total[20s]) > rate(a_total[20s] offset 6h)', 20],
] as const) {
  test(`${query} looks back over ${window} s`, () => {
    assert.equal(seconds(alerting(query)), 14 + window)
  })
}

test('what a rule reads recorded looks back on top of its own window', () => {
  const recorded = recording('a:rate', 'rate(a_total[30s])')
  assert.equal(seconds(alerting('max_over_time(a:rate[20s]) > 0'), recorded), 64)
  assert.equal(seconds(alerting('a > 0'), recorded), 14)
})

test('a recording that reads itself is followed once', () => {
  const recorded = recording('a:usual', 'a:usual or a offset 1m')
  assert.equal(seconds(alerting('a:usual > 0'), recorded), 74)
})
