import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Registry } from 'prom-client'
import { createKafkaSeries, type KafkaRound } from '../../src/metrics/kafka-series.ts'

/** What a scrape after this round says. */
async function shown(round: Partial<KafkaRound>): Promise<string> {
  const registry = new Registry()
  createKafkaSeries(registry)({ secondsOf: () => undefined, ...round })
  return registry.metrics()
}

test('a volume is shown by broker and log directory', async () => {
  const volume = { broker: 2, logDir: '/disk-1', totalBytes: 1000, usableBytes: 400 }
  const text = await shown({ volumeSizes: [volume] })
  assert.match(text, /^kafka_log_dir_total_bytes\{broker="2",log_dir="\/disk-1"\} 1000$/m)
  assert.match(text, /^kafka_log_dir_usable_bytes\{broker="2",log_dir="\/disk-1"\} 400$/m)
  assert.doesNotMatch(await shown({}), /^kafka_log_dir_/m)
})

test('a group of unknown members has a state and no number of members', async () => {
  const text = await shown({ groups: [{ id: 'flink', state: 'Empty' }] })
  assert.match(text, /^kafka_consumer_group_state\{group="flink",state="Empty"\} 1$/m)
  assert.doesNotMatch(text, /^kafka_consumer_group_members\{/m)
})
