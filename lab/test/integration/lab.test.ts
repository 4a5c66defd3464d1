import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { experiments } from '../../src/experiments/index.ts'
import { countInversions, readBalance } from '../../src/ledger/balance.ts'
import { problemsOf } from '../../src/report/report.ts'
import { runExperiments } from '../../src/run-experiments.ts'
import { makeOrders } from '../../src/workload.ts'
import { openOwnLab, whyNotHere } from '../support/own-servers.ts'

suite('with a real Kafka, RabbitMQ and PostgreSQL', {
  skip: whyNotHere(),
  timeout: 180_000,
}, () => {
  let lab: Awaited<ReturnType<typeof openOwnLab>>
  before(async () => {
    lab = await openOwnLab()
  })
  after(() => lab?.close())

  test('every experiment ends with equal ledgers, and its expectations met', async () => {
    const results = await runExperiments(lab.context, experiments, () => undefined)
    assert.deepEqual(results.flatMap(problemsOf), [])
    assert.equal(results.length, experiments.length)
    const values = (id: string) => results.find(one => one.id === id)?.findings.map(f => f.values)
    const { orders } = lab.context.sizes
    assert.deepEqual(values('replay'), [
      { kafka: orders, rabbitmq: 0 },
      { kafka: orders, rabbitmq: 0 },
      { rabbitmq: orders },
    ])
  })

  test('nothing is left in either system', async () => {
    const metrics = await fetch(`http://127.0.0.1:${lab.config.env.RABBITMQ_METRICS_PORT}/metrics`)
    assert.match(await metrics.text(), /^rabbitmq_queues 0$/m)
    for (const system of lab.context.systems) {
      // A route of the same name can be made again only when the first one is gone.
      const route = await system.openRoute('replay', { readers: ['payment'] })
      assert.equal(await route.waiting('payment'), 0)
      await route.remove()
    }
  })

  test('the ledger tells a lost, a doubled, a changed and an inverted order', async () => {
    const { ledger } = lab.context
    const orders = makeOrders({ prefix: 'books', seed: 1, count: 4, accounts: 1 })
    await ledger.intend('books', orders)
    const [first, second, third, fourth] = orders.map((order, at) => ({
      ...order,
      position: at + 1,
    }))
    assert.ok(first && second && third && fourth)
    const entry = { experiment: 'books', reader: 'payment' } as const
    for (const system of ['kafka', 'rabbitmq'] as const) {
      await ledger.acknowledge('books', system, orders)
    }
    await ledger.record({ ...entry, system: 'kafka' }, [first, second, third, fourth])
    await ledger.record({ ...entry, system: 'rabbitmq' }, [
      { ...second, position: 1 },
      { ...first, position: 2 },
      { ...second, position: 3 },
      { ...third, amount_cents: third.amount_cents + 1, position: 4 },
    ])
    const { systems, differences } = await readBalance(ledger.pool, 'books')
    assert.deepEqual(systems.kafka, {
      acknowledged: 4,
      effects: 4,
      lost: 0,
      duplicated: 0,
      deadLettered: 0,
    })
    assert.deepEqual([systems.rabbitmq.lost, systems.rabbitmq.duplicated], [1, 1])
    // The doubled and the changed order on both sides, the lost one on Kafka's alone.
    assert.equal(differences, 5)
    assert.equal(await countInversions(ledger.pool, 'books', 'kafka'), 0)
    assert.equal(await countInversions(ledger.pool, 'books', 'rabbitmq'), 1)
  })

  test('a large ledger is compared before PostgreSQL takes statistics by itself', async () => {
    const { ledger } = lab.context
    const { pool } = ledger
    await pool.query('ALTER TABLE lab_acks SET (autovacuum_enabled = false)')
    await pool.query('ALTER TABLE lab_effects SET (autovacuum_enabled = false)')
    const orders = makeOrders({ prefix: 'large', seed: 1, count: 20_000, accounts: 500 })
    const effects = orders.map((order, at) => ({ ...order, position: at + 1 }))
    for (const system of ['kafka', 'rabbitmq'] as const) {
      await ledger.acknowledge('large', system, orders)
      for (const reader of ['one', 'two', 'three']) {
        await ledger.record({ experiment: 'large', system, reader }, effects)
      }
    }
    // The pool gives up after 30 s; without statistics it takes longer.
    const { systems, differences } = await readBalance(pool, 'large')
    assert.deepEqual([systems.kafka.effects, systems.rabbitmq.effects], [60_000, 60_000])
    assert.deepEqual([systems.kafka.lost, systems.rabbitmq.lost, differences], [0, 0, 0])
  })
})
