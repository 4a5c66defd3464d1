import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Endpoint, limitRequest, limits } from '../../src/prometheus-access/limits.ts'
import { readSeconds, readTime } from '../../src/prometheus-access/times.ts'

const range = { query: 'up', start: '1000', end: '1900', step: '15' }

function problems(endpoint: Endpoint, given: Record<string, string> | [string, string][]) {
  try {
    limitRequest(endpoint, new URLSearchParams(given))
    return []
  } catch (error) {
    const { code, fields } = error as { code: string; fields: { field: string; message: string }[] }
    assert.equal(code, 'INVALID_QUERY')
    return fields.map(({ field, message }) => `${field} ${message}`)
  }
}

test('a query is handed on with a timeout, a list with a limit', () => {
  const query = limitRequest('query_range', new URLSearchParams(range))
  assert.deepEqual(Object.fromEntries(query), { ...range, timeout: '10s' })
  const labels = limitRequest('label-values', new URLSearchParams({ 'match[]': 'up' }))
  assert.equal(labels.get('limit'), String(limits.answers))
})

test('a query that is missing or too long is refused', () => {
  assert.deepEqual(problems('query', {}), ['query is required'])
  assert.deepEqual(problems('query', { query: 'x'.repeat(limits.queryLength) }), [])
  assert.deepEqual(problems('query', { query: 'x'.repeat(limits.queryLength + 1) }), [
    'query is longer than 16384 characters',
  ])
})

test('range and resolution are limited together and each for itself', () => {
  const at = (seconds: number, step: string) =>
    problems('query_range', { ...range, end: String(1000 + seconds), step })
  assert.deepEqual(at(limits.points, '1'), [])
  assert.deepEqual(at(limits.points + 1, '1'), ['step makes more than 5000 points of a series'])
  assert.deepEqual(at(limits.rangeSeconds, '1h'), [])
  assert.deepEqual(at(limits.rangeSeconds + 1, '1h'), ['start is more than 2678400 s before end'])
})

test('every wrong time of a range is named at once', () => {
  assert.deepEqual(problems('query_range', { query: 'up', start: 'now', step: '0' }), [
    'start is not a time',
    'end is required',
    'step is not a duration',
  ])
  assert.deepEqual(problems('query_range', { ...range, end: '999' }), ['end is before start'])
})

test('parameters that do not belong there, or stand there twice, are refused', () => {
  assert.deepEqual(problems('query', { query: 'up', timeout: '1h' }), [
    'timeout is not a parameter here',
  ])
  const twice: [string, string][] = [...Object.entries({ query: 'up' }), ['query', 'down']]
  assert.deepEqual(problems('query', twice), ['query is given twice'])
})

test('series need a selector, and selectors are limited', () => {
  assert.deepEqual(problems('series', {}), ['match[] is required'])
  const many = Array.from({ length: limits.selectors + 1 }, (): [string, string] => [
    'match[]',
    'a',
  ])
  assert.deepEqual(problems('labels', many), ['match[] is given more than 20 times'])
  const long = { 'match[]': 'x'.repeat(limits.selectorLength + 1) }
  assert.deepEqual(problems('label-values', long), ['match[] is longer than 4096 characters'])
})

test('times and durations are read as Prometheus does', () => {
  assert.equal(readTime('1700000000.123'), 1_700_000_000.123)
  assert.equal(readTime('2023-11-14T22:13:20Z'), 1_700_000_000)
  assert.equal(readTime('yesterday'), undefined)
  assert.equal(readSeconds('1m30s'), 90)
  assert.equal(readSeconds('250ms'), 0.25)
  assert.equal(readSeconds('1.5'), 1.5)
  assert.equal(readSeconds('-5s'), undefined)
})
