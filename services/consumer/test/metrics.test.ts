import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createAssignment } from '../src/group/assignment.ts'
import { createConsumerMetrics } from '../src/metrics.ts'

function setUp() {
  const registry = createRegistry()
  const metrics = createConsumerMetrics(registry)
  return {
    registry,
    metrics,
    has: async (text: string) => (await registry.metrics()).includes(text),
  }
}

test('the counters of a group exist at 0 before anything happened', async () => {
  const { metrics, has } = setUp()
  metrics.openGroup('payment-service')
  assert.ok(await has('kafka_consumer_errors_total{group="payment-service",error="processing"} 0'))
  assert.ok(await has('kafka_consumer_dead_lettered_total{group="payment-service"} 0'))
})

test('a group that was left has no series any more', async () => {
  const { metrics, has } = setUp()
  metrics.openGroup('before')
  metrics.commitDuration.observe({ group: 'before' }, 0.1)
  metrics.processingDuration.observe({ group: 'before', outcome: 'processed' }, 0.1)
  metrics.openGroup('after')
  await metrics.closeGroup('before')
  assert.ok(!(await has('group="before"')))
  assert.ok(await has('group="after"'))
})

test('a partition that was taken away loses its lag, the others keep theirs', async () => {
  const { metrics, has } = setUp()
  const assignment = createAssignment('payment-service', metrics)
  assignment.replace({ orders: [0, 1] })
  assignment.setLag('orders', 0, 10)
  assignment.setLag('orders', 1, 20)
  assignment.replace({ orders: [1] })
  assignment.setLag('orders', 0, 11)
  assignment.setLag('orders', 1, 21)
  assert.ok(
    !(await has(
      'kafka_consumer_records_lag{group="payment-service",topic="orders",partition="0"}',
    )),
  )
  assert.ok(
    await has(
      'kafka_consumer_records_lag{group="payment-service",topic="orders",partition="1"} 21',
    ),
  )
  assert.ok(await has('kafka_consumer_assigned_partitions{group="payment-service"} 1'))
})

test('the assignment drops to 0 when the member has left', async () => {
  const { metrics, has } = setUp()
  const assignment = createAssignment('payment-service', metrics)
  assignment.replace({ orders: [0, 1] })
  assignment.replace({})
  assert.ok(await has('kafka_consumer_assigned_partitions{group="payment-service"} 0'))
})
