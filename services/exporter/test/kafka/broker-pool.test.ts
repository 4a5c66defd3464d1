import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { listGroupsV4 } from '@platformatic/kafka'
import { createBrokerPool } from '../../src/kafka/broker-pool.ts'

/** A broker that accepts connections and never says a word, as one that is stopped does. */
async function frozenBroker() {
  let connections = 0
  const server = createServer(socket => {
    connections++
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: { host: '127.0.0.1', port },
    connections: () => connections,
    close: () => server.close(),
  }
}

test('a broker that does not answer costs each round one timeout', async () => {
  const broker = await frozenBroker()
  const pool = createBrokerPool('test', { requestTimeout: 200 })
  const ask = (brokers: ReturnType<typeof pool.forRound>) =>
    assert.rejects(brokers.request(broker.address, listGroupsV4.api, [], []), /did not answer/)
  try {
    const round = pool.forRound(Date.now() + 60_000)
    await ask(round)
    const startedAt = performance.now()
    await ask(round)
    assert.ok(performance.now() - startedAt < 150, 'refused without a second wait')
    assert.equal(broker.connections(), 1)
    await ask(pool.forRound(Date.now() + 60_000))
    assert.equal(broker.connections(), 2)
  } finally {
    await pool.close()
    broker.close()
  }
})

test('after its deadline a round asks nobody any more', async () => {
  const broker = await frozenBroker()
  const pool = createBrokerPool('test', {})
  const late = pool.forRound(Date.now() - 1)
  await assert.rejects(late.request(broker.address, listGroupsV4.api, [], []), /no time left/)
  assert.equal(broker.connections(), 0)
  await pool.close()
  broker.close()
})
