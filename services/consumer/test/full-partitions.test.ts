import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Consumer } from '@platformatic/kafka'
import { passOverFullPartitions } from '../src/group/platformatic/full-partitions.ts'

type Fetch = (options: object, callback: (error: Error | null, response?: object) => void) => void

const ofOrders = (...partitions: number[]) =>
  partitions.map(partition => ({ topicId: 'id-1', partitions: [{ partition, fetchOffset: 7n }] }))
const answer = { responses: ['records'] }

/** A client that notes what is asked of the broker, and the partitions that are full. */
function setUp(full: Set<string>, metadataError?: Error) {
  const asked: object[] = []
  const consumer = {
    topics: { current: ['orders'] },
    metadata(_options: object, callback: (error: Error | null, found?: object) => void) {
      if (metadataError !== undefined) callback(metadataError)
      else callback(null, { topics: new Map([['orders', { id: 'id-1' }]]) })
    },
    fetch: ((options, callback) => {
      asked.push(options)
      callback(null, answer)
    }) as Fetch,
  }
  passOverFullPartitions(consumer as unknown as Consumer, (topic, partition) =>
    full.has(`${topic}/${partition}`),
  )
  const fetch = (topics: object) =>
    new Promise((resolve, reject) => {
      consumer.fetch({ node: 1, topics }, (error, response) =>
        error ? reject(error) : resolve(response),
      )
    })
  return { asked, fetch }
}

test('a full partition is left out of a fetch, and the others of its broker are read on', async () => {
  const full = new Set(['orders/1'])
  const { asked, fetch } = setUp(full)
  assert.equal(await fetch(ofOrders(0, 1, 2)), answer)
  full.clear()
  await fetch(ofOrders(0, 1, 2))
  assert.deepEqual(asked, [
    { node: 1, topics: ofOrders(0, 2) },
    { node: 1, topics: ofOrders(0, 1, 2) },
  ])
})

test('a broker all of whose partitions are full is not asked, and none of them seems to fail', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { asked, fetch } = setUp(new Set(['orders/0', 'orders/1']))
  const response = fetch(ofOrders(0, 1))
  t.mock.timers.tick(100)
  assert.deepEqual(await response, { responses: [] })
  assert.deepEqual(asked, [])
})

test('a topic that the client does not know is the business of the library', async () => {
  const { asked, fetch } = setUp(new Set(['orders/0']))
  const topics = [{ topicId: 'id-2', partitions: [{ partition: 0 }] }]
  await fetch(topics)
  assert.deepEqual(asked, [{ node: 1, topics }])
})

test('without metadata the fetch fails as it would in the library', async () => {
  const { fetch } = setUp(new Set(), new Error('no broker answers'))
  await assert.rejects(fetch(ofOrders(0)), /no broker answers/)
})
