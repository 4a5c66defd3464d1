import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from '@firedrill/service-kit/logger'
import { Admin, FetchIsolationLevels, ListOffsetTimestamps } from '@platformatic/kafka'
import { createKafkaAdmin } from '../../src/clients/kafka/admin.ts'
import { createConnect } from '../../src/clients/kafka/connect.ts'
import { createLoads } from '../../src/clients/kafka/loads.ts'
import { createTransactions } from '../../src/clients/kafka/transactions.ts'
import { addPartitions } from '../../src/faults/add-partitions.ts'
import { load } from '../../src/faults/load.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { topicConfig } from '../../src/faults/topic-config.ts'
import { transaction } from '../../src/faults/transaction.ts'
import { until } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

const config = {
  SERVICE_NAME: 'chaos-test',
  KAFKA_SSL: false,
  KAFKA_BROKERS:
    process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292',
}
const topic = `drill-test-${process.pid}`

test('faults on a topic of our own are real, and leave nothing', async t => {
  const logger = createLogger({ name: 'test', level: 'silent', pretty: false })
  const connect = createConnect(config, logger)
  const kafka = createKafkaAdmin(config)
  const loads = createLoads(connect)
  const transactions = createTransactions(connect)
  const context = { ...createStackDouble().context, kafka, loads, transactions, ttlSeconds: 60 }
  t.after(async () => {
    await loads.stopAll()
    await ownedTopic.revert(context, { topic })
    await kafka.close()
  })
  const reader = new Admin({ clientId: topic, bootstrapBrokers: config.KAFKA_BROKERS.split(',') })
  t.after(() => reader.close())
  const end = async (isolationLevel: 0 | 1) => {
    const partitions = [{ partitionIndex: 0, timestamp: ListOffsetTimestamps.LATEST }]
    const request = { topics: [{ name: topic, partitions }], isolationLevel }
    return (await reader.listOffsets(request))[0]?.partitions[0]?.offset
  }
  const ends = async () => ({
    all: await end(FetchIsolationLevels.READ_UNCOMMITTED),
    stable: await end(FetchIsolationLevels.READ_COMMITTED),
  })
  const own = async () => (await kafka.topics.partitions()).filter(each => each.topic === topic)

  await t.test('a topic is placed where it was asked for', async () => {
    const controller = await kafka.topics.activeController()
    assert.ok([1, 2, 3].includes(controller))
    const config = { 'min.insync.replicas': '1' }
    const wanted = { topic, partitions: 1, replicas: 2, without: 'controller', config }
    await ownedTopic.apply(context, wanted)
    const [only = assert.fail()] = await own()
    assert.equal(only.replicas.length, 2)
    assert.ok(!only.replicas.includes(controller))
    assert.deepEqual((await kafka.configs.topicOverrides())[topic], config)
  })

  await t.test('an override is set and undone, the others stay', async () => {
    const params = { topic, key: 'flush.messages', value: '1' }
    const undo = await topicConfig.prepare(context, params)
    await topicConfig.apply(context, params)
    const read = async () => (await kafka.configs.topicOverrides())[topic] ?? {}
    await until('it is set', async () => (await read())['flush.messages'] === '1' || undefined)
    await topicConfig.revert(context, undo)
    await until('it is gone', async () => !('flush.messages' in (await read())) || undefined)
    assert.equal((await read())['min.insync.replicas'], '1')
  })

  await t.test('a load counts what the brokers have acknowledged, within its bounds', async () => {
    const bounds = { seconds: 20, maxBytes: 300 * 100, acks: -1 as const, clientId: 'drill-test' }
    const each = { senders: 3, recordsPerSend: 5, recordBytes: 100 }
    await load.apply(context, { topic, ...each, ...bounds })
    await until('its bytes are used up', () => !loads.count(topic).running || undefined)
    const { acknowledged, failed } = await loads.stop(topic)
    assert.equal(failed, 0)
    const { '0': end } = await kafka.groups.bounds(topic, 'latest')
    assert.equal(Number(end), acknowledged)
    assert.equal(acknowledged, 300)
  })

  await t.test('a transaction stays open until it is fenced', async () => {
    const params = { transactionalId: topic, topic, partition: 0 }
    const undo = await transaction.prepare(context, params)
    await transaction.apply(context, params)
    // A reader of committed records sees none of the transaction, nor what comes after it.
    assert.deepEqual(await ends(), { all: 301n, stable: 300n })
    await transaction.revert(context, undo)
    await until('it is over', async () => (await ends()).stable === (await ends()).all || undefined)
    await transaction.revert(context, undo)
  })

  await t.test('a topic grows, and goes with all that it has', async () => {
    await addPartitions.apply(context, { topic, partitions: 3 })
    await until('it has grown', async () => (await own()).length === 3 || undefined)
    assert.ok(await kafka.topics.idOf(topic))
    await ownedTopic.revert(context, { topic })
    assert.deepEqual(await own(), [])
    assert.equal(await kafka.topics.idOf(topic), undefined)
    await ownedTopic.revert(context, { topic })
  })
})

const broker: string = '3'

test('a pool of threads is resized in steps and given back', async t => {
  const kafka = createKafkaAdmin(config)
  // A pool that nothing here depends on; a jump from 10 to 2 would be refused.
  const key = 'background.threads'
  t.after(async () => {
    await kafka.configs.setBroker(broker, key, undefined)
    await kafka.close()
  })
  const read = async () => (await kafka.configs.brokerOverrides())[broker]?.[key]
  await kafka.configs.setBroker(broker, key, '2')
  await until('it is small', async () => (await read()) === '2' || undefined)
  await kafka.configs.setBroker(broker, key, undefined)
  await until('it is as before', async () => (await read()) === undefined || undefined)
})
