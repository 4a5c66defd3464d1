import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()
const clients = [
  { client: 'kafkajs' },
  { client: 'platformatic', groupProtocol: 'consumer' },
] as const

for (const settings of clients) {
  test(`${settings.client}: an open transaction holds records back, but not from read_uncommitted`, async t => {
    const stage = await setStage(t, infrastructure())
    const producer = infrastructure().kafka.producer({
      ...{ transactionalId: stage.group, idempotent: true, maxInFlightRequests: 1 },
    })
    await producer.connect()
    t.after(() => producer.disconnect())
    const transaction = await producer.transaction()
    await transaction.send({ topic: stage.topic, messages: [{ value: 'not an order' }] })
    const [order] = await stage.sendOrders({ accounts: ['a'], each: 1 })
    const consumer = await stage.consumer('payment', { settings })
    await consumer.start()
    await consumer.ready()
    await sleep(2000)
    assert.equal((await stage.payments()).size, 0, 'held back')
    await consumer.send('PATCH', '/settings', { isolation: 'read_uncommitted' })
    await eventually('it is paid', async () => (await stage.payments()).has(`${order}`))
    await transaction.abort()
  })

  test(`${settings.client}: partitions that are added are read within the age of the metadata`, async t => {
    const stage = await setStage(t, infrastructure())
    const consumer = await stage.consumer('payment', {
      settings: { ...settings, metadataMaxAgeMs: 1000, heartbeatIntervalMs: 500 },
    })
    await consumer.start()
    await consumer.ready()
    const { admin } = infrastructure()
    await admin.createPartitions({ topicPartitions: [{ topic: stage.topic, count: 3 }] })
    await eventually('the topic has them', async () => {
      const offsets = await admin.fetchTopicOffsets(stage.topic).catch(() => [])
      return offsets.length === 3
    })
    const sent = await eventually('the producer knows them', () =>
      stage.sendOrders({ accounts: ['a', 'b'], each: 3, partition: 2 }).catch(() => undefined),
    )
    await eventually('all are paid', async () => {
      const payments = await stage.payments()
      return sent.every(id => payments.has(id))
    })
  })
}
