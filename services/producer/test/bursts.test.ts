import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import type { HttpApp } from '@firedrill/service-kit/http'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { quietLogger } from '../../../packages/service-kit/test/support/quiet-logger.ts'
import { createApp } from '../src/app.ts'
import { createBursts } from '../src/load/bursts.ts'
import type { Intake } from '../src/load/intake.ts'
import { createPartitions } from '../src/send/partitions.ts'
import { defaultSettings, type ProducerSettings } from '../src/settings.ts'
import type { Stream } from '../src/topics.ts'

suite('POST /bursts', () => {
  let app: HttpApp
  let offered: unknown[]
  let settings: ProducerSettings
  let started: boolean
  beforeEach(() => {
    offered = []
    settings = defaultSettings
    started = true
  })
  before(() => {
    const partitions = createPartitions()
    const about = { partitionErrorCode: 0, leader: 1, replicas: [1], isr: [1] }
    for (const topic of ['orders', 'audit']) {
      partitions.learn(
        topic,
        [0, 1, 2, 3, 4, 5].map(partitionId => ({ partitionId, ...about })),
      )
    }
    const streamOf = (topic: string) => (topic === 'orders' ? ('orders' as const) : undefined)
    const open = (kind: Stream, topic: string) => {
      const burst = (...args: unknown[]) => offered.push([kind, topic, ...args])
      return { burst } as unknown as Intake
    }
    const burst = createBursts({
      routes: { streamOf, open },
      partitions,
      settings: () => settings,
      isStarted: () => started,
      exists: async topic => topic === 'run-7',
    })
    const readiness = createReadiness([])
    app = createApp({ logger: quietLogger(), registry: createRegistry(), readiness, burst })
  })
  after(() => app.close())
  const post = (payload: object) => app.inject({ method: 'POST', url: '/bursts', payload })

  test('accepts a burst and says what will be sent', async () => {
    const answer = await post({ topic: 'orders', records: 5000 })
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(answer.json(), { kind: 'orders', topic: 'orders', records: 5000 })
    assert.deepEqual(offered, [['orders', 'orders', 5000, {}]])
  })

  test('draws a burst to one partition from the accounts whose key goes there', async () => {
    const answer = await post({ topic: 'orders', records: 10, partition: 3 })
    assert.equal(answer.statusCode, 202)
    const { accounts } = answer.json()
    assert.ok(accounts > 100 && accounts < 250, `${accounts} of 1000`)
  })

  test('sends a batch of one kind to any topic that exists', async () => {
    const answer = await post({ kind: 'invoices', topic: 'run-7', records: 40 })
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(offered, [['invoices', 'run-7', 40, {}]])
    await post({ kind: 'audit', records: 1 })
    assert.deepEqual(offered.at(-1), ['audit', 'audit', 1, {}], 'where the stream goes')
  })

  test('sends malformed orders or invoices when asked to, but no such audit records', async () => {
    const answer = await post({ topic: 'orders', records: 2, malformed: true })
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(offered, [['orders', 'orders', 2, { malformed: true }]])
    const refusal = await post({ kind: 'audit', records: 2, malformed: true })
    assert.deepEqual(refusal.json().fields[0].field, 'malformed')
  })

  test('refuses a topic without a kind to send, without a stream, or with another one', async () => {
    const refusals = [
      [{ records: 1 }, 'topic'],
      [{ records: 1, topic: 'run-7' }, 'kind'],
      [{ records: 1, topic: 'orders', kind: 'invoices' }, 'kind'],
      [{ records: 1, topic: 'nowhere', kind: 'orders' }, 'topic'],
    ] as const
    for (const [body, field] of refusals) {
      const answer = await post(body)
      assert.deepEqual([answer.statusCode, answer.json().fields[0].field], [400, field])
    }
    assert.deepEqual(offered, [])
  })

  test('refuses a wrong burst with 400 and names every field', async () => {
    const answer = await post({ topic: '', kind: 'x', records: 0, partition: -1, speed: 9 })
    assert.equal(answer.statusCode, 400)
    const { code, fields } = answer.json()
    assert.equal(code, 'INVALID_BURST')
    const names = fields.map(({ field }: { field: string }) => field).sort()
    assert.deepEqual(names, ['kind', 'partition', 'records', 'speed', 'topic'])
    assert.deepEqual(offered, [])
  })

  test('refuses more records than the limit, and a body that is not an object', async () => {
    assert.equal((await post({ topic: 'orders', records: 200_001 })).statusCode, 400)
    assert.equal((await post([])).statusCode, 400)
    assert.deepEqual((await post({})).json().fields[0].field, 'records')
  })

  test('refuses a partition that does not exist or that no key goes to', async () => {
    const absent = await post({ topic: 'orders', records: 1, partition: 6 })
    assert.deepEqual(absent.json().fields[0].field, 'partition')
    settings = { ...defaultSettings, accounts: 1 }
    const empty = [0, 1, 2, 3, 4, 5].map(partition =>
      post({ topic: 'orders', records: 1, partition }),
    )
    const codes = (await Promise.all(empty)).map(({ statusCode }) => statusCode).sort()
    assert.deepEqual(codes, [202, 400, 400, 400, 400, 400])
  })

  test('answers 503 before Kafka and the ledger were reached', async () => {
    started = false
    const answer = await post({ topic: 'orders', records: 1 })
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.json().code, 'NOT_READY')
  })
})
