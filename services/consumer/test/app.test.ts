import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { createApp } from '../src/app.ts'
import type { CrashOrder } from '../src/crash/crasher.ts'

function setUp() {
  const armed: CrashOrder[] = []
  const app = createApp({
    logger: createLogger({ name: 'test', level: 'silent', pretty: false }),
    registry: createRegistry(),
    readiness: createReadiness(['kafka']),
    crasher: {
      arm: order => void armed.push(order),
      room: () => 1,
      beforeRecord: () => undefined,
      afterRecords: () => undefined,
      afterCommit: () => undefined,
    },
  })
  return { app, armed }
}

test('POST /crash arms a crash at the next record unless told otherwise', async () => {
  const { app, armed } = setUp()
  const payload = { point: 'after-processing' }
  const answer = await app.inject({ method: 'POST', url: '/crash', payload })
  assert.equal(answer.statusCode, 202)
  assert.deepEqual(armed, [{ point: 'after-processing', afterRecords: 1 }])
})

test('POST /crash names every wrong field and arms nothing', async () => {
  const { app, armed } = setUp()
  const payload = { point: 'whenever', afterRecords: 0, force: true }
  const answer = await app.inject({ method: 'POST', url: '/crash', payload })
  assert.equal(answer.statusCode, 400)
  const fields = answer.json().fields.map(({ field }: { field: string }) => field)
  assert.deepEqual(fields.toSorted(), ['afterRecords', 'force', 'point'])
  assert.deepEqual(armed, [])
})

test('POST /crash without a body asks for the point', async () => {
  const { app } = setUp()
  const answer = await app.inject({ method: 'POST', url: '/crash' })
  assert.equal(answer.statusCode, 400)
  assert.equal(answer.json().fields[0].field, 'point')
})
