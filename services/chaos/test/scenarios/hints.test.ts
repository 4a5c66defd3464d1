import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metric } from '../../src/scenarios/hints.ts'

const query = (series: string) => metric(series, 'look').query

test('what rises is shown by its rate: counters, counts of histograms, ends of partitions', () => {
  for (const series of [
    'kafka_producer_records_sent_total{topic="orders"}',
    'kafka_consumer_commit_duration_seconds_count',
    'kafka_topic_partition_end_offset{topic="orders"}',
  ]) {
    assert.equal(query(series), `rate(${series}[30s])`)
  }
})

test('what counts how many there are is shown as it is, whatever its name', () => {
  for (const series of [
    'kafka_controller_active_controller_count',
    'kafka_server_replicamanager_offline_partitions_count',
    'kafka_consumer_group_lag{group="email-service"}',
  ]) {
    assert.equal(query(series), series)
  }
})
