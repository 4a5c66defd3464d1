import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'
import { TcpProxy } from './support/tcp-proxy.ts'

const infrastructure = useInfrastructure()

const sessionTimeoutMs = 6000

interface Waiting {
  waitingFor: Record<string, string>
}

test('a database that goes away and comes back costs no payment and no membership', async t => {
  const { ledgerUrl } = infrastructure()
  const { hostname, port } = new URL(ledgerUrl)
  const proxy = new TcpProxy({ host: hostname, port: Number(port) })
  await proxy.open()
  t.after(() => proxy.cut())
  const stage = await setStage(t, infrastructure())
  const viaProxy = Object.assign(new URL(ledgerUrl), { host: `127.0.0.1:${proxy.port}` })
  const consumer = await stage.consumer('payment', {
    ledgerUrl: viaProxy.href,
    settings: { sessionTimeoutMs, heartbeatIntervalMs: 1000 },
  })
  await consumer.start()
  await consumer.ready()
  const first = await stage.sendOrders({ accounts: ['a', 'b'], each: 10 })
  await eventually('paid before', async () => (await stage.payments()).size === first.length)

  await proxy.cut()
  const cutAt = performance.now()
  const second = await stage.sendOrders({ accounts: ['a', 'b', 'c'], each: 50 })
  const waiting = await eventually('not ready without the ledger', async () => {
    const answer = await consumer.get('/health/ready')
    return answer.status === 503 && ((await answer.json()) as Waiting)
  })
  assert.ok(waiting.waitingFor.ledger)
  await eventually(
    'longer than a session',
    () => performance.now() - cutAt > sessionTimeoutMs + 1500,
  )
  assert.equal((await stage.payments()).size, first.length)
  assert.equal(await stage.committed(), first.length)
  assert.match(consumer.log, /LEDGER_URL/)

  await proxy.open()
  const all = first.length + second.length
  await eventually('paid after', async () => (await stage.payments()).size === all)
  await eventually('committed after', async () => (await stage.committed()) === all)
  await consumer.ready()
  assert.ok([...(await stage.payments()).values()].every(times => times === 1))
  assert.equal(await consumer.metric(`kafka_consumer_rebalances_total{group="${stage.group}"}`), 1)
  assert.equal(
    await consumer.metric(`kafka_consumer_dead_lettered_total{group="${stage.group}"}`),
    0,
  )
})
