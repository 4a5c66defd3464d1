import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { queriesBy } from '../src/queries.ts'

test('a metric is narrowed by those variables whose label it has', () => {
  const { select } = queriesBy('group', 'topic', 'broker')
  assert.equal(
    select(exporterMetrics.groupLag, 'partition="0"'),
    'kafka_consumer_group_lag{cluster="$cluster",group=~"$group",topic=~"$topic",partition="0"}',
  )
  assert.equal(
    select(exporterMetrics.groupMembers),
    'kafka_consumer_group_members{cluster="$cluster",group=~"$group"}',
  )
  for (const metric of [brokerMetrics.fencedBrokers, recordedMetrics.requestHandlerIdleRatio]) {
    assert.equal(select(metric), `${metric.name}{cluster="$cluster",instance=~"$broker"}`)
  }
})

test('a dashboard without variables narrows by the cluster alone', () => {
  const { rate } = queriesBy()
  assert.equal(
    rate(consumerMetrics.recordsConsumed),
    'rate(kafka_consumer_records_consumed_total{cluster="$cluster"}[$__rate_interval])',
  )
})

test('a mean has no value where nothing was observed', () => {
  const { mean } = queriesBy()
  const part = (suffix: string) =>
    `rate(kafka_consumer_commit_duration_seconds_${suffix}{cluster="$cluster"}[1m])`
  assert.equal(
    mean(consumerMetrics.commitDuration, ''),
    `sum(${part('sum')}) / (sum(${part('count')}) > 0)`,
  )
})

test('a quantile keeps the labels that it is asked by', () => {
  const { quantile } = queriesBy('group')
  assert.match(
    quantile(consumerMetrics.processingDuration, 0.99, 'group'),
    /^histogram_quantile\(0\.99, sum by \(le, group\) \(rate\(\w+_bucket\{/,
  )
})
