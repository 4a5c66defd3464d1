import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import kafkajs, { type Admin, type Kafka } from 'kafkajs'
import { eventually } from '../support/eventually.ts'
import { quietLogger } from '../support/quiet-logger.ts'
import { requireKafka } from '../support/stack.ts'

const topic = `kit-test-${process.pid}.snappy`

suite('snappy', () => {
  let kafka: Kafka
  let admin: Admin
  before(async () => {
    kafka = createKafka(await requireKafka(), quietLogger())
    admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })
  })
  after(async () => {
    await admin.deleteTopics({ topics: [topic] }).catch(() => undefined)
    await admin.disconnect()
  })

  test('records come back as they were sent', async () => {
    const values = Array.from({ length: 100 }, (_, index) => `${index} `.repeat(50))
    const producer = kafka.producer()
    await producer.connect()
    const compression = kafkajs.CompressionTypes.Snappy
    await producer.send({ topic, compression, messages: values.map(value => ({ value })) })
    await producer.disconnect()

    const consumer = kafka.consumer({ groupId: topic })
    const read: string[] = []
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ eachMessage: async ({ message }) => void read.push(`${message.value}`) })
    await eventually('all records', () => read.length === values.length)
    await consumer.disconnect()
    await admin.deleteGroups([topic])
    assert.deepEqual(read, values)
  })
})
