import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtIn, interpolate } from '../../console/dashboards/model/interpolate.js'
import {
  chooseIntervals,
  parseInterval,
  toDuration,
} from '../../console/dashboards/model/interval.js'
import { alignRange, isLive, resolveRange } from '../../console/dashboards/model/time-range.js'

const variables = new Map<string, object>([
  ['cluster', { values: ['fire"drill'], isMulti: false }],
  ['topic', { values: ['orders', 'orders.dlq'], isMulti: true }],
  ['group', { values: ['payment-service'], isMulti: true }],
  ['every', { values: ['a', 'b'], isMulti: true, isAll: true, allValue: '.*' }],
  ['all', { values: ['a', 'b'], isMulti: true, isAll: true }],
  ['__rate_interval', builtIn('8s')],
])
const braced = (reference: string) => `$\{${reference}}`
const promql = (text: string) => interpolate(text, variables, 'promql')

test('in PromQL one value is a string, several are a regular expression, both escaped', () => {
  assert.equal(promql('{cluster="$cluster"}'), '{cluster="fire\\"drill"}')
  assert.equal(promql('{topic=~"$topic"}'), '{topic=~"(orders|orders\\\\.dlq)"}')
  assert.equal(promql(`{group=~"${braced('group')}"}`), '{group=~"payment-service"}')
})

test('All is what the variable says, else every value', () => {
  assert.equal(promql('{x=~"$every"}'), '{x=~".*"}')
  assert.equal(promql('{x=~"$all"}'), '{x=~"(a|b)"}')
})

test('intervals are put in as they are; what is no variable stays', () => {
  assert.equal(promql('rate(x[$__rate_interval]) $1 $unknown'), 'rate(x[8s]) $1 $unknown')
})

test('a text says how its variable is written', () => {
  assert.equal(promql(braced('topic:csv')), 'orders,orders.dlq')
  assert.equal(promql(braced('topic:pipe')), 'orders|orders.dlq')
  assert.equal(promql(braced('topic:queryparam')), 'var-topic=orders&var-topic=orders.dlq')
  assert.equal(interpolate('Lag of $topic', variables), 'Lag of orders + orders.dlq')
  assert.equal(interpolate('Lag of $all', variables), 'Lag of All')
})

const at = (rangeSeconds: number, maxPoints: number, scrapeSeconds = 15) =>
  chooseIntervals({ rangeSeconds, maxPoints, minSeconds: undefined, scrapeSeconds })

test('the interval is the range over the pixels, rounded, never finer than the scrapes', () => {
  assert.deepEqual(at(900, 1000), { interval: 15, rateInterval: 60 })
  assert.deepEqual(at(900, 1000, 2), { interval: 2, rateInterval: 8 })
  assert.deepEqual(at(6 * 3600, 800), { interval: 30, rateInterval: 60 })
  assert.deepEqual(at(86_400, 800), { interval: 120, rateInterval: 135 })
})

test('a panel may want a coarser interval', () => {
  const wanted = { rangeSeconds: 900, maxPoints: 1000, minSeconds: 60, scrapeSeconds: 2 }
  assert.deepEqual(chooseIntervals(wanted), { interval: 60, rateInterval: 240 })
})

test('intervals are read and written as PromQL does', () => {
  assert.equal(parseInterval('1m30s'), 90)
  assert.equal(parseInterval('>10s'), 10)
  assert.equal(parseInterval(''), undefined)
  assert.equal(toDuration(30), '30s')
  assert.equal(toDuration(0.5), '500ms')
})

test('time ranges are relative, or moments', () => {
  const now = 1_700_000_000_000
  assert.deepEqual(resolveRange({ from: 'now-15m', to: 'now' }, now), {
    from: now / 1000 - 900,
    to: now / 1000,
  })
  assert.deepEqual(resolveRange({ from: '1700000000000', to: '1700000060000' }), {
    from: 1_700_000_000,
    to: 1_700_000_060,
  })
  assert.equal(resolveRange({ from: 'now', to: 'now-1h' }), undefined)
  assert.equal(resolveRange({ from: 'yesterday', to: 'now' }), undefined)
  assert.equal(isLive({ to: 'now' }), true)
})

test('the points of a range stay where they are while time goes on', () => {
  assert.deepEqual(alignRange({ from: 101, to: 199 }, 15), { from: 90, to: 195 })
  assert.deepEqual(alignRange({ from: 104, to: 202 }, 15), { from: 90, to: 195 })
})
