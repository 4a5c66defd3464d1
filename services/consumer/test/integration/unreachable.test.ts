import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConsumerProcess } from './support/consumer-process.ts'
import { eventually } from './support/poll.ts'

test('without Kafka it answers over HTTP, says what it waits for, and ends on SIGTERM', async t => {
  const consumer = await ConsumerProcess.create({
    name: 'lonely',
    group: 'fdt-lonely',
    topics: 'orders',
    deadLetterTopic: 'orders.dlq',
    brokers: '127.0.0.1:1',
    ledgerUrl: 'postgres://nobody:nothing@127.0.0.1:1/none',
  })
  t.after(() => consumer.remove())
  await consumer.start()
  assert.equal((await consumer.get('/health/live')).status, 200)
  const waitingFor = await eventually('it names both settings', async () => {
    const answer = await consumer.get('/health/ready')
    const { waitingFor } = (await answer.json()) as { waitingFor: Record<string, string> }
    const isTold = /KAFKA_BROKERS/.test(consumer.log) && /LEDGER_URL/.test(consumer.log)
    return answer.status === 503 && isTold && waitingFor
  })
  assert.match(`${waitingFor.kafka}`, /KAFKA_BROKERS/)
  assert.ok(waitingFor.ledger)
  const settings = await consumer.send('PATCH', '/settings', { dedupe: false })
  assert.equal(settings.status, 200)
  assert.equal(await consumer.end('SIGTERM'), 0)
})
