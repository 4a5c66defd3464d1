import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLogger } from '@firedrill/service-kit/logger'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { isDataError } from '../src/ledger/database-error.ts'
import { createLedger } from '../src/ledger/ledger.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

test('only what the record says can be the fault of the record', () => {
  assert.ok(isDataError(withCode('22021')))
  assert.ok(isDataError(withCode('23502')))
})

for (const code of ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53100', '40P01', '42P01']) {
  test(`${code} is the database's, so the record waits`, () => {
    assert.ok(!isDataError(withCode(code)))
  })
}

test('an error without a code is the connection', () => {
  assert.ok(!isDataError(new Error('Connection terminated unexpectedly')))
  assert.ok(!isDataError('gone'))
})

test('a member whose work was broken off while the ledger was away becomes ready again', async () => {
  const refused = Promise.reject(new Error('Connection terminated due to connection timeout'))
  refused.catch(() => undefined)
  const answers = { current: refused as Promise<unknown> }
  const answer = () => answers.current
  const pool = { query: answer, connect: answer } as unknown as LedgerPool
  const readiness = createReadiness([])
  const logger = createLogger({ name: 'test', level: 'silent' })
  const ledger = createLedger({ pool, readiness, logger, onFailure: () => undefined })
  const ending = new AbortController()
  const work = ledger.run(answer, ending.signal)
  ending.abort()
  await assert.rejects(work, /ledger away/)
  assert.notDeepEqual(readiness.pending(), {})
  answers.current = Promise.resolve({ rows: [] })
  const deadline = Date.now() + 20_000
  while (Object.keys(readiness.pending()).length > 0) {
    assert.ok(Date.now() < deadline, 'still not ready')
    await sleep(20)
  }
})
