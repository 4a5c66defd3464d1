import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { readOrderRate } from '../src/stack/order-rate.ts'

/** @returns the address of a producer that answers every question so */
async function producer(t: TestContext, status: number, body: object): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status).end(JSON.stringify(body))
  })
  t.after(() => server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the order rate is what the producer is set to', async t => {
  assert.equal(await readOrderRate(await producer(t, 200, { ordersPerSecond: 500 })), 500)
})

test('no other answer is taken for a rate', async t => {
  const other = await producer(t, 200, {})
  await assert.rejects(readOrderRate(other), /the producer answered 200: \{\}/)
  const ill = await producer(t, 503, { code: 'not ready' })
  await assert.rejects(readOrderRate(ill), /the producer answered 503: .*not ready/)
})
