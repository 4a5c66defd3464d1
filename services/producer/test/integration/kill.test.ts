import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'
import { startProducer } from '../support/producer-process.ts'
import { readTopic } from '../support/read-topic.ts'
import { openWorld, type World } from '../support/world.ts'

const load = { ordersPerSecond: 400, accounts: 50, auditPerSecond: 0 }

suite('a producer that is killed in the middle of its load', () => {
  let world: World
  before(async () => {
    world = await openWorld('kill')
  })
  after(() => world.close())
  const count = async (table: string) => {
    const { rows } = await world.pool.query(`SELECT count(*)::int AS n FROM ${table}`)
    return (rows[0] as { n: number }).n
  }
  const moreAcks = async (more: number) => {
    const goal = (await count('order_acks')) + more
    await eventually(`${goal} acks`, async () => (await count('order_acks')) >= goal)
  }

  test('goes on with its ids and sequences, thrice', async () => {
    for (let round = 0; round < 3; round += 1) {
      const producer = await startProducer(world.env)
      await producer.ready()
      await producer.patch(load)
      await moreAcks(300)
      assert.deepEqual(await producer.end('SIGKILL'), [null, 'SIGKILL'])
    }
    const last = await startProducer(world.env)
    await last.ready()
    await moreAcks(300)
    assert.deepEqual(await last.end('SIGTERM'), [0, null])
    // Neither a gap nor a second use: as many intents as the highest sequence says.
    const { rows } = await world.pool.query(
      `SELECT account_id, count(*), max(account_sequence) FROM order_intents
       GROUP BY account_id HAVING count(*) <> max(account_sequence)`,
    )
    assert.deepEqual(rows, [])
  })

  test('has each event once in Kafka, none of them without an intent', async () => {
    const records = await readTopic(world, `${world.prefix}orders`)
    const ids = records.map(({ eventId }) => eventId)
    assert.equal(new Set(ids).size, ids.length)
    const { rows } = await world.pool.query(
      `SELECT id FROM unnest($1::text[]) AS id
       WHERE NOT EXISTS (SELECT FROM order_intents i WHERE i.event_id = id)`,
      [ids],
    )
    assert.deepEqual(rows, [])
  })

  test('has for each acknowledgement the record in Kafka at that offset', async () => {
    const records = await readTopic(world, `${world.prefix}orders`)
    const places = new Map(
      records.map(({ eventId, partition, offset }) => [`${partition}/${offset}`, eventId]),
    )
    const { rows } = await world.pool.query(
      'SELECT event_id, partition, "offset"::int AS offset FROM order_acks',
    )
    assert.ok(rows.length >= 1200)
    for (const { event_id, partition, offset } of rows) {
      assert.equal(places.get(`${partition}/${offset}`), event_id)
    }
  })

  test('goes on with its sequences also after its topics were wiped', async () => {
    await world.wipeTopics()
    await eventually('no topics', async () => {
      const names = await world.admin.listTopics()
      return !names.some(name => name.startsWith(world.prefix))
    })
    const before = await count('order_intents')
    const producer = await startProducer(world.env)
    await producer.ready()
    await moreAcks(100)
    await producer.end('SIGTERM')
    assert.ok((await count('order_intents')) > before)
    const { rows } = await world.pool.query(
      `SELECT account_id FROM order_intents GROUP BY account_id
       HAVING count(*) <> max(account_sequence)`,
    )
    assert.deepEqual(rows, [])
  })
})
