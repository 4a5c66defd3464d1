import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cluster } from '../../src/collectors/cluster.ts'
import { collectLogDirs } from '../../src/collectors/log-dirs.ts'
import type { Brokers } from '../../src/kafka/broker-pool.ts'

const address = { host: '127.0.0.1', port: 9092 }
const cluster: Cluster = {
  answeredBy: address,
  brokers: new Map([[2, address]]),
  topics: new Map([['orders', { name: 'orders', id: 'orders', partitions: [] }]]),
}

const log = (name: string, partitionSize: bigint, isFutureKey = false) => ({
  name,
  partitions: [{ partitionIndex: 0, partitionSize, offsetLag: 0n, isFutureKey }],
})

/** Broker 2, with such log directories. */
const brokerWith = (...results: object[]) =>
  ({ request: async () => ({ errorCode: 0, results }) }) as unknown as Brokers

const disk = { errorCode: 0, logDir: '/disk-1', totalBytes: 1000n, usableBytes: 400n }

test('replicas and volumes are read at once, without what moves and what is internal', async () => {
  const topics = [log('orders', 7n), log('orders', 3n, true), log('__consumer_offsets', 9n)]
  const { value, failures } = await collectLogDirs(brokerWith({ ...disk, topics }), cluster)
  assert.deepEqual(failures, [])
  assert.deepEqual(value, [
    { topic: 'orders', partition: 0, broker: 2, bytes: 7 },
    { broker: 2, logDir: '/disk-1', totalBytes: 1000, usableBytes: 400 },
  ])
})

test('a volume whose size the broker does not know is left out, its replicas are not', async () => {
  const unknown = { ...disk, totalBytes: -1n, usableBytes: -1n, topics: [log('orders', 7n)] }
  const { value, failures } = await collectLogDirs(brokerWith(unknown), cluster)
  assert.deepEqual(failures, [])
  assert.deepEqual(value, [{ topic: 'orders', partition: 0, broker: 2, bytes: 7 }])
})

test('a directory that is offline is a failure, the others are read', async () => {
  const offline = { ...disk, errorCode: 56, totalBytes: -1n, usableBytes: -1n, topics: [] }
  const well = { ...disk, logDir: '/disk-2', topics: [] }
  const { value, failures } = await collectLogDirs(brokerWith(offline, well), cluster)
  assert.equal(failures.length, 1)
  assert.deepEqual(value, [{ broker: 2, logDir: '/disk-2', totalBytes: 1000, usableBytes: 400 }])
})
