import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brokers } from './support/environment.ts'
import { eventually } from './support/eventually.ts'
import { type Scrape, startExporter } from './support/exporter-under-test.ts'
import { openTestCluster } from './support/test-cluster.ts'

const cluster = await openTestCluster()
const exporter = startExporter(brokers)
after(async () => {
  await exporter.stop()
  await cluster.close()
})

/** Scrapes until the check passes. */
function seen(check: (scrape: Scrape) => void): Promise<void> {
  return eventually(async () => check(await exporter.scrape()))
}

const seconds = 'kafka_topic_retention_seconds'
const bytes = 'kafka_topic_retention_bytes'

test('retention is shown as set, -1 without bound, absent where nothing is deleted', async () => {
  const aged = await cluster.createTopic('aged', 1, { 'retention.ms': '60000' })
  const sized = await cluster.createTopic('limited', 1, {
    'retention.ms': '-1',
    'retention.bytes': '1048576',
  })
  const both = await cluster.createTopic('both', 1, { 'cleanup.policy': 'compact,delete' })
  const compacted = await cluster.createTopic('compacted', 1, { 'cleanup.policy': 'compact' })
  await seen(scrape => {
    assert.equal(scrape.value(seconds, { topic: aged }), 60)
    assert.equal(scrape.value(bytes, { topic: aged }), -1)
    assert.equal(scrape.value(seconds, { topic: sized }), -1)
    assert.equal(scrape.value(bytes, { topic: sized }), 1_048_576)
    assert.equal(scrape.value(seconds, { topic: both }), 604_800, 'the default of the brokers')
    assert.equal(scrape.value(seconds, { topic: compacted }), undefined)
    assert.equal(scrape.value(bytes, { topic: compacted }), undefined)
  })
})
