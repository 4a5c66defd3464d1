import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Producer, ProducerRecord, RecordMetadata } from 'kafkajs'
import { eventually } from '../../../packages/service-kit/test/support/eventually.ts'
import { openSession } from '../src/send/session.ts'
import { defaultSettings, type ProducerSettings } from '../src/settings.ts'
import { batchOf, record } from './support/records.ts'

// Stands in for kafkajs: the session decides which producer is used and when it is closed.
class FakeProducer {
  readonly sends: { request: ProducerRecord; answer: PromiseWithResolvers<RecordMetadata[]> }[] = []
  closed = false
  send(request: ProducerRecord): Promise<RecordMetadata[]> {
    const answer = Promise.withResolvers<RecordMetadata[]>()
    this.sends.push({ request, answer })
    return answer.promise
  }
  async disconnect(): Promise<void> {
    this.closed = true
  }
}

function setUp(settings: Partial<ProducerSettings> = {}) {
  const producers: FakeProducer[] = []
  const giveUp = new AbortController()
  const session = openSession({
    settings: () => ({ ...defaultSettings, ...settings }),
    signal: giveUp.signal,
    onReady: () => undefined,
    onUnreachable: () => undefined,
    async connect() {
      const producer = new FakeProducer()
      producers.push(producer)
      const { idempotent } = { ...defaultSettings, ...settings }
      return { producer: producer as unknown as Producer, idempotent }
    },
  })
  const underWay = (index: number) =>
    eventually(`a send of producer ${index}`, () => producers[index]?.sends.at(-1))
  return { giveUp, producers, session, underWay }
}

suite('the session', () => {
  test('sends with fixed partitions, and with acks -1 while it is idempotent', async () => {
    const { session, underWay } = setUp({ acks: 1 })
    const sent = session.send(batchOf(record({ partition: 4 })))
    const { request, answer } = await underWay(0)
    assert.equal(request.acks, -1)
    assert.equal(request.messages[0]?.partition, 4)
    answer.resolve([])
    await sent
  })

  test('takes a new producer after a failed send, whose numbers are in doubt', async () => {
    const { producers, session, underWay } = setUp()
    const failed = session.send(batchOf(record()))
    const first = await underWay(0)
    first.answer.reject(new Error('timed out'))
    await assert.rejects(failed, /timed out/)
    const next = session.send(batchOf(record()))
    const second = await underWay(1)
    second.answer.resolve([])
    await next
    assert.equal(producers.length, 2)
    await eventually('the old one is closed', () => producers[0]?.closed)
  })

  test('closes a replaced producer only after its last send', async () => {
    const { producers, session, underWay } = setUp()
    const slow = session.send(batchOf(record()))
    const { answer } = await underWay(0)
    await session.renew()
    const quick = session.send(batchOf(record({ partition: 1 })))
    const other = await underWay(1)
    other.answer.resolve([])
    await quick
    assert.equal(producers[0]?.closed, false)
    answer.resolve([])
    await slow
    await eventually('the old one is closed', () => producers[0]?.closed)
    assert.equal(producers[1]?.closed, false)
  })

  test('takes one new producer when many sends fail together', async () => {
    const { producers, session } = setUp()
    const sends = [0, 1, 2].map(partition => session.send(batchOf(record({ partition }))))
    await eventually('all are under way', () => producers[0]?.sends.length === 3)
    for (const { answer } of producers[0]?.sends ?? []) answer.reject(new Error('closed'))
    await Promise.allSettled(sends)
    await session.connected()
    assert.equal(producers.length, 2)
  })

  test('gives up waiting sends when the process does', async () => {
    const giveUp = new AbortController()
    const session = openSession({
      settings: () => defaultSettings,
      signal: giveUp.signal,
      onReady: () => undefined,
      onUnreachable: () => undefined,
      connect: () => Promise.reject(new Error('unreachable')),
    })
    const sent = session.send(batchOf(record()))
    giveUp.abort()
    await assert.rejects(sent, { name: 'AbortError' })
  })
})
