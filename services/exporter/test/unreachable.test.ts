import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from './integration/support/eventually.ts'
import { startExporter } from './integration/support/exporter-under-test.ts'

test('without a broker it is not ready, names the setting and shows no series', async () => {
  const exporter = startExporter('127.0.0.1:1')
  try {
    await eventually(async () => {
      const scrape = await exporter.scrape()
      const failures = { collector: 'cluster' }
      assert.ok((scrape.value('kafka_exporter_collect_failures_total', failures) ?? 0) > 0)
      assert.deepEqual(scrape.seriesOf('kafka_topic_partition_end_offset', ''), [])
      assert.equal(scrape.value('ledger_payments_total'), undefined)
    })
    const ready = await exporter.http.inject('/health/ready')
    assert.equal(ready.statusCode, 503)
    assert.match(ready.body, /KAFKA_BROKERS/)
    assert.equal((await exporter.http.inject('/health/live')).statusCode, 200)
  } finally {
    await exporter.stop()
  }
})
