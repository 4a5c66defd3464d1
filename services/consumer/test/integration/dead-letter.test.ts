import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KafkaMessage } from 'kafkajs'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { type Stage, setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

/** The first record on the dead letter topic of a stage. */
async function firstDeadLetter(stage: Stage): Promise<KafkaMessage> {
  const reader = infrastructure().kafka.consumer({ groupId: `${stage.group}-reader` })
  await reader.connect()
  await reader.subscribe({ topic: stage.deadLetterTopic, fromBeginning: true })
  const found = Promise.withResolvers<KafkaMessage>()
  await reader.run({ eachMessage: async ({ message }) => found.resolve(message) })
  try {
    return await found.promise
  } finally {
    await reader.disconnect()
  }
}

async function deadLetterRows(stage: Stage) {
  const { rows } = await infrastructure().pool.query(
    'SELECT event_id, group_id, partition, "offset"::int, error FROM dead_letters WHERE topic = $1',
    [stage.topic],
  )
  return rows
}

test('poison goes to the dead letters with its origin, and the partition moves on', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await stage.consumer('payment')
  await stage.sendOrders({ accounts: ['a', 'b'], each: 5 })
  await stage.sendText('{"event_id":"TXN_broken","amount_cents":"many"}')
  await stage.sendOrders({ accounts: ['a', 'b'], each: 5 })
  await consumer.start()
  await eventually('all good orders are paid', async () => (await stage.payments()).size === 20)
  await eventually('its offset is passed', async () => (await stage.committed()) === 21)
  const [row] = await deadLetterRows(stage)
  assert.match(row.error, /amount_cents/)
  assert.deepEqual(
    { ...row, error: '' },
    { event_id: 'TXN_broken', group_id: stage.group, partition: 0, offset: 10, error: '' },
  )
  const letter = await firstDeadLetter(stage)
  const header = (name: string) => String(letter.headers?.[name])
  assert.equal(header('origin.topic'), stage.topic)
  assert.equal(header('origin.partition'), '0')
  assert.equal(header('origin.offset'), '10')
  assert.equal(header('group'), stage.group)
  assert.match(header('error'), /amount_cents/)
  assert.match(String(letter.value), /TXN_broken/)
  assert.equal(
    await consumer.metric(`kafka_consumer_dead_lettered_total{group="${stage.group}"}`),
    1,
  )
})

test('without dead letters the partition stands still at the poison until they are on', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await stage.consumer('payment', { settings: { deadLetter: false } })
  await stage.sendOrders({ accounts: ['a'], each: 3 })
  await stage.sendText('not an order')
  await stage.sendOrders({ accounts: ['a'], each: 3 })
  await consumer.start()
  const errors = `kafka_consumer_errors_total{group="${stage.group}",error="malformed"}`
  await eventually('it was tried again', async () => ((await consumer.metric(errors)) ?? 0) >= 3)
  assert.equal((await stage.payments()).size, 3)
  assert.equal(await stage.committed(), 3)
  assert.equal((await deadLetterRows(stage)).length, 0)
  await consumer.send('PATCH', '/settings', { deadLetter: true })
  await eventually('the rest is paid', async () => (await stage.payments()).size === 6)
  await eventually('the poison is passed', async () => (await stage.committed()) === 7)
  assert.equal((await deadLetterRows(stage)).length, 1)
})
