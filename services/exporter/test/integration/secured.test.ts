import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import type { KafkaConfig } from '@firedrill/service-kit/config'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { pino } from 'pino'
import { connectionOptions } from '../../src/kafka/connection-options.ts'
import { eventually } from './support/eventually.ts'
import { startExporter } from './support/exporter-under-test.ts'
import { createLogBook } from './support/log-book.ts'
import { allow, type Permission, revokeAll } from './support/permissions.ts'
import { password, startSecuredBroker } from './support/secured-broker.ts'

const topic = 'orders'
const group = 'app'
const labels = { group, topic, partition: '0' }
/** What the README says the exporter needs. */
const enough: Permission[] = [
  ['CLUSTER', 'DESCRIBE'],
  ['GROUP', 'DESCRIBE'],
  ['TOPIC', 'DESCRIBE'],
  ['TOPIC', 'DESCRIBE_CONFIGS'],
  ['TOPIC', 'READ'],
  ['TRANSACTIONAL_ID', 'DESCRIBE'],
]

const broker = await startSecuredBroker(['app', 'exporter'])
const saslTo = (name: string): KafkaConfig => ({
  KAFKA_BROKERS: broker.sasl,
  KAFKA_SSL: true,
  KAFKA_SSL_CA_FILE: broker.authority.cert,
  KAFKA_SASL_MECHANISM: 'scram-sha-512',
  KAFKA_SASL_USERNAME: name,
  KAFKA_SASL_PASSWORD: password,
})
const exporters: ReturnType<typeof startExporter>[] = []
async function stopExporters(): Promise<void> {
  for (const exporter of exporters.splice(0)) await exporter.stop()
}
afterEach(stopExporters)
after(() => broker.stop())

await lag(100, 40)

/** A user of its own writes records to the topic, and a group reads some and stops. */
async function lag(written: number, committed: number): Promise<void> {
  await broker.admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 })
  await allow(broker.admin, 'User:app', [
    ['TOPIC', 'READ'],
    ['TOPIC', 'WRITE'],
    ['GROUP', 'READ'],
  ])
  const app = createKafka({ ...saslTo('app'), SERVICE_NAME: 'app' }, pino({ level: 'silent' }))
  const producer = app.producer()
  await producer.connect()
  await producer.send({ topic, messages: Array.from({ length: written }, () => ({ value: 'x' })) })
  await producer.disconnect()
  const consumer = app.consumer({ groupId: group })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const first = Promise.withResolvers<void>()
  await consumer.run({ autoCommit: false, eachMessage: async () => first.resolve() })
  await first.promise
  await consumer.commitOffsets([{ topic, partition: 0, offset: String(committed) }])
  await consumer.disconnect()
}

/** Starts an exporter from its environment, as its main program does. */
function exportFrom(config: KafkaConfig) {
  const log = createLogBook()
  const exporter = startExporter(config.KAFKA_BROKERS, {
    connection: connectionOptions(config),
    logger: log.logger,
  })
  exporters.push(exporter)
  return { ...exporter, log }
}

async function showsTheLag(config: KafkaConfig): Promise<void> {
  const { scrape } = exportFrom(config)
  await eventually(async () => {
    const seen = await scrape()
    assert.equal(seen.value('kafka_consumer_group_lag', labels), 60)
    const seconds = seen.value('kafka_consumer_group_lag_seconds', labels) ?? 0
    assert.ok(seconds > 0 && seconds < 120, `${seconds} s`)
  })
}

/** What an exporter that is not let in says when it is asked whether it is ready. */
async function refusal(config: KafkaConfig): Promise<string> {
  const { http } = exportFrom(config)
  return eventually(async () => {
    const { statusCode, body } = await http.inject('/health/ready')
    assert.equal(statusCode, 503)
    assert.doesNotMatch(body, /not reached yet/)
    return body
  })
}

test('with each way to log in and the permissions of the README it shows the lag', async () => {
  await allow(broker.admin, 'User:exporter', enough)
  for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512'] as const) {
    await showsTheLag({ ...saslTo('exporter'), KAFKA_SASL_MECHANISM: mechanism })
  }
  const { scrape } = exportFrom(saslTo('exporter'))
  await eventually(async () => {
    const seen = await scrape()
    assert.equal(seen.value('kafka_topic_retention_seconds', { topic }), 604_800)
    assert.equal(seen.seriesOf('kafka_topic_log_size_bytes', topic).length, 1)
    assert.equal(seen.seriesOf('kafka_log_dir_usable_bytes', '').length, 1)
    for (const failed of seen.seriesOf('kafka_exporter_collect_failures_total', '')) {
      const [, collector = ''] = /collector="(\w+)"/.exec(failed) ?? []
      assert.equal(seen.value('kafka_exporter_collect_failures_total', { collector }), 0, failed)
    }
  })
  await revokeAll(broker.admin, 'User:exporter')
})

test('a client certificate does instead of a login', async () => {
  const { cert, key } = await broker.certificate('mtls-exporter')
  await allow(broker.admin, 'User:CN=mtls-exporter', enough)
  await showsTheLag({
    KAFKA_BROKERS: broker.mutualTls,
    KAFKA_SSL: true,
    KAFKA_SSL_CA_FILE: broker.authority.cert,
    KAFKA_SSL_CERT_FILE: cert,
    KAFKA_SSL_KEY_FILE: key,
  })
})

test('what is wrong with the connection is named with the setting that mends it', async () => {
  const good = saslTo('exporter')
  assert.match(await refusal({ ...good, KAFKA_SASL_PASSWORD: 'wrong' }), /KAFKA_SASL_PASSWORD/)
  const stranger = { ...good, KAFKA_SSL_CA_FILE: broker.otherAuthority.cert }
  assert.match(await refusal(stranger), /not trusted.*KAFKA_SSL_CA_FILE/)
  const { KAFKA_SSL_CA_FILE: _file, ...plainText } = { ...good, KAFKA_SSL: false }
  assert.match(await refusal(plainText), /KAFKA_SSL/)
  const uncertified = {
    KAFKA_BROKERS: broker.mutualTls,
    KAFKA_SSL: true,
    KAFKA_SSL_CA_FILE: broker.authority.cert,
  }
  assert.match(await refusal(uncertified), /KAFKA_SSL_CERT_FILE/)
})

test('a missing permission is named, and all that does not need it is shown', async () => {
  const ends = 'kafka_topic_partition_end_offset'
  const cases: [RegExp, RegExp, string][] = [
    [/CLUSTER/, /lacks DESCRIBE on the cluster/, 'kafka_topic_log_size_bytes'],
    [/TOPIC,DESCRIBE_CONFIGS/, /lacks DESCRIBE_CONFIGS/, 'kafka_topic_retention_seconds'],
    [/TOPIC,READ/, /lacks READ on the topics/, 'kafka_consumer_group_lag_seconds'],
    [/GROUP/, /lacks DESCRIBE on the groups/, 'kafka_consumer_group_lag'],
    // READ includes DESCRIBE. Of a topic that may not be described nothing is said at all.
    [/TOPIC/, /no topic is visible.*lacks DESCRIBE on topics/, ends],
  ]
  for (const [missing, message, absent] of cases) {
    await revokeAll(broker.admin, 'User:exporter')
    const rest = enough.filter(permission => !missing.test(permission.join()))
    await allow(broker.admin, 'User:exporter', rest)
    const { scrape, log } = exportFrom(saslTo('exporter'))
    await eventually(async () => {
      assert.match(log.warnings().join('\n'), message)
      const seen = await scrape()
      assert.deepEqual(seen.seriesOf(absent, topic), [])
      if (absent !== ends) assert.equal(seen.value(ends, { topic, partition: '0' }), 100)
    })
    await stopExporters()
  }
})
