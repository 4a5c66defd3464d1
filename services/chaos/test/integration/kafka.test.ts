import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLogger } from '@firedrill/service-kit/logger'
import { Consumer } from '@platformatic/kafka'
import { createKafkaAdmin } from '../../src/clients/kafka/admin.ts'
import { until } from '../support/service.ts'

const config = {
  SERVICE_NAME: 'chaos-test',
  KAFKA_SSL: false,
  KAFKA_BROKERS:
    process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292',
}
const name = `chaos-test-${process.pid}`

test('what Kafka lets one change is changed key by key, read again, and put back', async t => {
  const kafka = createKafkaAdmin(config)
  const logger = createLogger({ name: 'test', level: 'silent', pretty: false })
  const admin = createKafka(config, logger).admin()
  t.after(async () => {
    await admin.deleteTopics({ topics: [name] }).catch(() => undefined)
    await admin.disconnect()
    await kafka.close()
  })
  await admin.connect()
  const configEntries = [{ name: 'retention.ms', value: '600000' }]
  const topic = { topic: name, numPartitions: 3, replicationFactor: 3, configEntries }
  await admin.createTopics({ waitForLeaders: true, topics: [topic] })

  await t.test('an override of a topic, beside its others', async () => {
    const read = async () => (await kafka.configs.topicOverrides())[name]
    await kafka.configs.setTopic(name, 'max.message.bytes', '2000')
    await until(
      'it is set',
      async () => (await read())?.['max.message.bytes'] === '2000' || undefined,
    )
    assert.equal((await read())?.['retention.ms'], '600000')
    await kafka.configs.setTopic(name, 'max.message.bytes', undefined)
    await until(
      'it is gone',
      async () => Object.keys((await read()) ?? {}).length === 1 || undefined,
    )
  })

  await t.test('an override of one broker, and of all', async () => {
    for (const broker of ['2', 'default']) {
      // Harmless: a change of log.cleaner.* starts a second cleaner, for which the heap is small.
      const key = 'max.connections.per.ip'
      const read = async () => (await kafka.configs.brokerOverrides())[broker]?.[key]
      await kafka.configs.setBroker(broker, key, '100001')
      await until(`${broker} has it`, async () => (await read()) === '100001' || undefined)
      await kafka.configs.setBroker(broker, key, undefined)
      await until(`${broker} has not`, async () => (await read()) === undefined || undefined)
    }
  })

  await t.test('a quota of a client', async () => {
    const entity = `client-id=${name}`
    const read = async () => (await kafka.quotas.all())[entity]?.producer_byte_rate
    await kafka.quotas.set(entity, 'producer_byte_rate', 123_456)
    await until('it is set', async () => (await read()) === 123_456 || undefined)
    await kafka.quotas.set(entity, 'producer_byte_rate', undefined)
    await until('it is gone', async () => (await read()) === undefined || undefined)
  })

  await t.test('offsets of a group without members', async () => {
    assert.deepEqual(await kafka.groups.bounds(name, 'latest'), { 0: '0', 1: '0', 2: '0' })
    const offsets = { [name]: { 0: '0', 1: '0' } }
    await kafka.groups.setOffsets(name, offsets)
    assert.deepEqual(await kafka.groups.offsetsOf(name), offsets)
    assert.deepEqual((await kafka.groups.offsets())[name], offsets)
    assert.equal(await kafka.groups.memberCount(name), 0)
    await admin.deleteGroups([name])
  })

  await t.test('members of a group of either protocol', async () => {
    for (const groupProtocol of ['classic', 'consumer'] as const) {
      const group = `${name}-${groupProtocol}`
      const member = new Consumer({
        ...{ clientId: name, bootstrapBrokers: config.KAFKA_BROKERS.split(',') },
        ...{ groupId: group, groupProtocol, autocommit: false },
      })
      try {
        const stream = await member.consume({ topics: [name], mode: 'latest' })
        stream.resume()
        await until(
          `${groupProtocol} has its member`,
          async () => (await kafka.groups.memberCount(group)) === 1 || undefined,
        )
      } finally {
        await member.close(true)
      }
      await until(
        `${groupProtocol} has none left`,
        async () => (await kafka.groups.memberCount(group)) === 0 || undefined,
      )
    }
  })

  await t.test('leaders are known, and an election that is not needed does no harm', async () => {
    const own = (await kafka.topics.partitions()).filter(({ topic }) => topic === name)
    assert.deepEqual(
      own.map(({ partition }) => partition),
      [0, 1, 2],
    )
    for (const { leader, replicas } of own) assert.equal(leader, replicas[0])
    await kafka.topics.electPreferredLeaders([{ topic: name, partitions: [0, 1, 2] }])
  })
})
