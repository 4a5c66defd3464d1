import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { Registry } from 'prom-client'
import { SnapshotMetric } from '../../src/metrics/snapshot-metric.ts'

test('it serves the rows of the last round and no others, labels escaped', async () => {
  const registry = new Registry()
  const metric = new SnapshotMetric(registry, exporterMetrics.groupMembers)
  metric.replace([{ labels: { group: 'gone' }, value: 1 }])
  metric.replace([{ labels: { group: 'a "b"' }, value: 2 }])
  const text = await registry.metrics()
  assert.match(text, /# TYPE kafka_consumer_group_members gauge/)
  assert.match(text, /kafka_consumer_group_members\{group="a \\"b\\""\} 2/)
  assert.doesNotMatch(text, /gone/)
})

test('without rows a metric has no series, not even one without labels', async () => {
  const registry = new Registry()
  const metric = new SnapshotMetric(registry, ledgerMetrics.payments)
  assert.doesNotMatch(await registry.metrics(), /^ledger_payments_total/m)
  metric.replace([{ labels: {}, value: 0 }])
  const text = await registry.metrics()
  assert.match(text, /# TYPE ledger_payments_total counter\nledger_payments_total 0/)
})
