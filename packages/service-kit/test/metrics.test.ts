import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { getHeapStatistics } from 'node:v8'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'

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
      ({ source }) => !['jmx', 'recorded', 'prometheus', 'rabbitmq'].includes(source),
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

test('a registry shows the heap limit that this process was started with', async () => {
  const metric = await createRegistry().getSingleMetric('process_heap_limit_bytes')?.get()
  assert.deepEqual(
    metric?.values.map(({ value }) => value),
    [getHeapStatistics().heap_size_limit],
  )
})
