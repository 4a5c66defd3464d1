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
    partitions.learn(
      'orders',
      [0, 1, 2, 3, 4, 5].map(partitionId => ({ partitionId, ...about })),
    )
    const intake = { burst: (...args: unknown[]) => offered.push(args) } as unknown as Intake
    const burst = createBursts({
      intakes: new Map([['orders', intake]]),
      partitions,
      settings: () => settings,
      isStarted: () => started,
    })
    const readiness = createReadiness([])
    app = createApp({ logger: quietLogger(), registry: createRegistry(), readiness, burst })
  })
  after(() => app.close())
  const post = (payload: object) => app.inject({ method: 'POST', url: '/bursts', payload })

  test('accepts a burst and says what will be sent', async () => {
    const answer = await post({ topic: 'orders', records: 5000 })
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(answer.json(), { topic: 'orders', records: 5000 })
    assert.deepEqual(offered, [[5000]])
  })

  test('draws a burst to one partition from the accounts whose key goes there', async () => {
    const answer = await post({ topic: 'orders', records: 10, partition: 3 })
    assert.equal(answer.statusCode, 202)
    const { accounts } = answer.json()
    assert.ok(accounts > 100 && accounts < 250, `${accounts} of 1000`)
  })

  test('refuses a wrong burst with 400 and names every field', async () => {
    const answer = await post({ topic: 'payments', records: 0, partition: -1, speed: 9 })
    assert.equal(answer.statusCode, 400)
    const { code, fields } = answer.json()
    assert.equal(code, 'INVALID_BURST')
    const names = fields.map(({ field }: { field: string }) => field).sort()
    assert.deepEqual(names, ['partition', 'records', 'speed', 'topic'])
    assert.deepEqual(offered, [])
  })

  test('refuses more records than the limit, and a body that is not an object', async () => {
    assert.equal((await post({ topic: 'orders', records: 200_001 })).statusCode, 400)
    assert.equal((await post([])).statusCode, 400)
    assert.equal((await post({})).json().fields.length, 2)
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
