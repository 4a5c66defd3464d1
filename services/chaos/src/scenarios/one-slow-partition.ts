import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { burst } from '../faults/burst.ts'
import { payments, spares } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { caughtUp, noneLost, orderKept, stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { nothingSkipped } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const group = 'payment-service'
// The slow call belongs to the accounts: whoever gets the partition has to make it.
const everyMember = [...payments, ...spares]

export const oneSlowPartition = defineScenario({
  id: 'one-slow-partition',
  kind: 'drill',
  title: 'One partition lags, the others are fine',
  pager: 'Payments of some customers are minutes late. Most customers notice nothing.',
  lesson:
    'A partition is read by one member, so more members do not help a slow one. ' +
    'Concurrency per key inside the member does, and keeps the order of each account.',
  source: '3. One Slow Consumer Causes Entire Consumer Group Lag',
  params: Type.Object(
    {
      partition: Type.Integer({ default: 2, minimum: 0, maximum: 5 }),
      delayMs: Type.Integer({ default: 40, minimum: 35, maximum: 500 }),
      records: Type.Integer({ default: 14_000, minimum: 12_000, maximum: 100_000 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ partition, delayMs, records }) => [
    ...setAll(everyMember, { partitionDelayMs: { [partition]: delayMs } }),
    burst.with({ topic: 'orders', records, partition }),
  ],
  expect: {
    fires: [within('KafkaConsumerPartitionSkew', 90), within('KafkaConsumerLagHigh', 90)],
    mayFire: [
      ...ofABacklog,
      may('KafkaConsumerRebalanceStorm', 'members join or restart in a wrong fix'),
      may('KafkaProducerThroughputDrop', 'after the burst the producer sends less than during it'),
    ],
  },
  evidence: {
    text: 'One partition has thousands of records that wait',
    expr: `max(${exporterMetrics.groupLag.name}{group="${group}",topic="orders"}) > 5000`,
  },
  hints: [
    metric(exporterMetrics.groupLag.name, 'by partition: one is high, the others are near 0'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group}`,
      'one partition holds the whole lag, and it has exactly one member',
    ),
    cause(
      'each record of that partition waits for a slow downstream call, one at a time. Process ' +
        'keys concurrently, or take the call out of the path.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'process-keys-concurrently',
        title: 'Process 32 keys at a time, in order per key',
        acts: () => setAll(payments, { concurrency: 32 }),
      },
      {
        id: 'drop-slow-call',
        title: 'Take the slow call out of the path',
        acts: () => setAll(everyMember, { partitionDelayMs: {} }),
      },
    ],
    wrong: [
      {
        id: 'add-members',
        title: 'Add two members to the group',
        holdSeconds: 30,
        acts: () => setAll(['spare-1', 'spare-2'], { groupId: group }),
      },
      {
        id: 'restart-members',
        title: 'Restart the members',
        holdSeconds: 30,
        acts: () => restartAll(payments),
      },
    ],
  },
  recovered: {
    text: 'The lag is below 500 records for 10 s, nothing was skipped, no account is out of order',
    conditions: () => [
      caughtUp(group, 'orders', 10),
      nothingSkipped(group, 'orders').for(10),
      noneLost(),
      stillProducing('orders'),
      orderKept(),
    ],
  },
})
