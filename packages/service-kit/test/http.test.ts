import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { commonErrors, OperationalError } from '@firedrill/service-kit/errors'
import { createHttpApp, type HttpApp } from '@firedrill/service-kit/http'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { counter, createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { openSettings } from '@firedrill/service-kit/settings'
import { Type } from 'typebox'
import { quietLogger } from './support/quiet-logger.ts'

suite('the HTTP side of every service', () => {
  const logger = quietLogger()
  const readiness = createReadiness(['kafka', 'ledger'])
  const registry = createRegistry()
  let folder: string
  let app: HttpApp

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'http-'))
    const schema = Type.Object(
      { rate: Type.Integer({ default: 1, minimum: 0 }), on: Type.Boolean({ default: true }) },
      { additionalProperties: false },
    )
    const settings = await openSettings({ schema, file: join(folder, 'settings.json'), logger })
    counter(registry, producerMetrics.offeredRecords).inc({ topic: 'orders' }, 0)
    app = createHttpApp({ logger, registry, readiness, settings })
    app.get('/refused', () => {
      throw new OperationalError(commonErrors.notReady, 'Kafka')
    })
    app.get('/broken', () => {
      throw new Error('a secret')
    })
  })
  after(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  test('is live at once and ready when nothing is missing', async () => {
    assert.equal((await app.inject('/health/live')).statusCode, 200)
    readiness.ready('ledger')
    readiness.missing('kafka', 'KAFKA_BROKERS: connection refused')
    const waiting = await app.inject('/health/ready')
    assert.equal(waiting.statusCode, 503)
    assert.deepEqual(waiting.json().waitingFor, { kafka: 'KAFKA_BROKERS: connection refused' })
    readiness.ready('kafka')
    assert.equal((await app.inject('/health/ready')).statusCode, 200)
  })

  test('serves metrics with help and type', async () => {
    const { body, headers } = await app.inject('/metrics')
    assert.match(String(headers['content-type']), /text\/plain/)
    assert.match(body, /# TYPE kafka_producer_offered_records_total counter/)
    assert.match(body, /kafka_producer_offered_records_total\{topic="orders"\} 0/)
    assert.match(body, /process_start_time_seconds \d/)
  })

  test('answers a change of settings with all settings', async () => {
    const answer = await app.inject({ method: 'PATCH', url: '/settings', payload: { rate: 5 } })
    assert.deepEqual(answer.json(), { rate: 5, on: true })
    assert.deepEqual((await app.inject('/settings')).json(), { rate: 5, on: true })
  })

  test('refuses wrong settings with 400 and every field', async () => {
    const payload = { rate: 'fast', on: 1, size: 3 }
    const answer = await app.inject({ method: 'PATCH', url: '/settings', payload })
    assert.equal(answer.statusCode, 400)
    const { code, fields } = answer.json()
    assert.equal(code, 'INVALID_SETTINGS')
    assert.deepEqual(fields.map((each: { field: string }) => each.field).sort(), [
      'on',
      'rate',
      'size',
    ])
  })

  test('gives every failure a code and hides what was not expected', async () => {
    const refused = await app.inject('/refused')
    assert.equal(refused.statusCode, 503)
    assert.equal(refused.json().code, 'NOT_READY')
    const broken = await app.inject('/broken')
    assert.equal(broken.statusCode, 500)
    assert.ok(!broken.body.includes('a secret'))
    assert.equal((await app.inject('/nowhere')).json().code, 'NOT_FOUND')
  })

  test('refuses a body that is broken or too large', async () => {
    const headers = { 'content-type': 'application/json' }
    const broken = await app.inject({ method: 'PATCH', url: '/settings', headers, payload: '{' })
    assert.equal(broken.statusCode, 400)
    const payload = JSON.stringify({ rate: 'x'.repeat(70_000) })
    const large = await app.inject({ method: 'PATCH', url: '/settings', headers, payload })
    assert.equal(large.statusCode, 413)
  })
})
