import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAddress, writeAddress } from '../../console/dashboards/model/address.js'
import {
  optionsOf,
  ownOptions,
  parseVariableQuery,
  settle,
  toAddress,
} from '../../console/dashboards/model/variables.js'

const multi = { type: 'query', multi: true, includeAll: true, current: { value: '$__all' } }
const single = { type: 'query', current: { value: 'firedrill' } }

test('label_values is understood with and without a selector', () => {
  assert.deepEqual(parseVariableQuery('label_values(up, cluster)'), {
    label: 'cluster',
    selector: 'up',
  })
  const inner = 'kafka_lag{cluster="$cluster", topic=~"a,b"}'
  assert.deepEqual(parseVariableQuery({ query: `label_values(${inner}, group)` }), {
    label: 'group',
    selector: inner,
  })
  assert.deepEqual(parseVariableQuery('label_values(topic)'), {
    label: 'topic',
    selector: undefined,
  })
  assert.equal(parseVariableQuery('metrics(x)'), undefined)
})

test('options are narrowed by the expression, sorted, and each is there once', () => {
  const variable = { regex: '/^(kafka)-\\d+$/', sort: 1 }
  assert.deepEqual(optionsOf(variable, ['kafka-2', 'kafka-1', 'other']), ['kafka'])
  assert.deepEqual(optionsOf({ sort: 2 }, ['a', 'c', 'b']), ['c', 'b', 'a'])
  assert.deepEqual(optionsOf({ sort: 3 }, ['p10', 'p9']), ['p9', 'p10'])
  assert.deepEqual(ownOptions({ type: 'custom', query: 'a, b,,c' }), ['a', 'b', 'c'])
})

test('what the address says counts, as far as it is there', () => {
  assert.deepEqual(settle(multi, ['a', 'b', 'c'], ['c', 'x', 'a']).values, ['c', 'a'])
  assert.deepEqual(settle(single, ['firedrill', 'other'], ['other']).values, ['other'])
})

test('without an address it is what the dashboard says, else all, else the first', () => {
  assert.equal(settle(multi, ['a', 'b'], undefined).isAll, true)
  assert.equal(settle(multi, ['a', 'b'], ['gone']).isAll, true)
  assert.deepEqual(settle(single, ['firedrill'], undefined).values, ['firedrill'])
  assert.deepEqual(settle(single, ['prod', 'test'], undefined).values, ['prod'])
})

test('while the options cannot be read, what was said holds', () => {
  assert.deepEqual(settle(single, undefined, ['other']).values, ['other'])
})

test('a choice is written as Grafana writes it, and read back', () => {
  const all = settle(multi, ['a', 'b'], undefined)
  assert.deepEqual(toAddress(all), ['$__all'])
  const state = {
    from: 'now-1h',
    to: 'now',
    refresh: '10s',
    chosen: new Map([['topic', ['a b', 'c']]]),
  }
  const address = writeAddress(state)
  assert.equal(address, '?from=now-1h&to=now&refresh=10s&var-topic=a+b&var-topic=c')
  assert.deepEqual(readAddress(address), state)
})

test('an address that says nothing leaves the dashboard its own time and refresh', () => {
  const dashboard = { time: { from: 'now-3h', to: 'now' }, refresh: '30s' }
  const { from, refresh } = readAddress('', dashboard)
  assert.deepEqual({ from, refresh }, { from: 'now-3h', refresh: '30s' })
  assert.equal(readAddress('', { refresh: false }).refresh, '')
  assert.equal(readAddress('?refresh=', dashboard).refresh, '')
})
