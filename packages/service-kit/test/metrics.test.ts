import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'

suite('the metric catalogue', () => {
  test('names each metric once', () => {
    const names = catalogue.map(({ name }) => name)
    assert.deepEqual(names, [...new Set(names)])
  })

  test('explains every metric in a sentence', () => {
    const unclear = catalogue.filter(({ help }) => !/^[A-Z0-9].{15,}\.$/s.test(help))
    assert.deepEqual(
      unclear.map(({ name }) => name),
      [],
    )
  })

  test('ends our own counters in _total and gives histograms buckets that rise', () => {
    const own = catalogue.filter(
      ({ source }) => !['jmx', 'recorded', 'prometheus'].includes(source),
    )
    for (const { name, type, buckets = [] } of own) {
      if (type === 'counter') assert.match(name, /_total$/)
      else assert.doesNotMatch(name, /_total$/)
      if (type === 'histogram') {
        assert.ok(buckets.length > 0, name)
        assert.deepEqual(
          buckets,
          buckets.toSorted((a, b) => a - b),
          name,
        )
      }
    }
  })
})
