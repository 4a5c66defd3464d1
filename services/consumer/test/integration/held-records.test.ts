import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

const keepsAll = {
  ...{ pollRecords: 1_000_000, processingDelayMs: 4 },
  ...{ sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 },
}

test('a membership that ends with records in memory loses none of them', async t => {
  const stage = await setStage(t, infrastructure(), 3)
  const accounts = Array.from({ length: 40 }, (_, at) => `account-${at}`)
  const sent = [0, 1, 2].map(partition => stage.sendOrders({ accounts, each: 10, partition }))
  const ids = (await Promise.all(sent)).flat()
  const consumer = await stage.consumer('keeper', { settings: keepsAll })
  await consumer.start()
  await eventually('records of all partitions are in memory', async () => {
    const lags = await Promise.all(
      [0, 1, 2].map(partition =>
        consumer.metric(
          `kafka_consumer_records_lag{group="${stage.group}",topic="${stage.topic}",partition="${partition}"}`,
        ),
      ),
    )
    return lags.every(lag => lag !== undefined && lag < ids.length / 3 - 20)
  })
  assert.equal(await stage.committed(), 0)
  // A process that stands still for longer than its session.
  process.kill(consumer.pid, 'SIGSTOP')
  const { admin } = infrastructure()
  await eventually('the group has given it up', async () => {
    const { groups } = await admin.describeGroups([stage.group])
    return groups[0]?.members.length === 0
  })
  process.kill(consumer.pid, 'SIGCONT')
  await consumer.send('PATCH', '/settings', { pollRecords: 200 })
  await eventually('all is committed', async () => (await stage.committed()) === ids.length, 60_000)
  assert.equal((await stage.payments()).size, ids.length)
})
