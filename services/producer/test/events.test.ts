import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { isAccountEvent } from '@firedrill/service-kit/kafka/account-event'
import { createSequences, type Sequences } from '../src/ledger/sequences.ts'
import { accountsOfPartition } from '../src/load/accounts.ts'
import { createAuditEvents } from '../src/load/audit-events.ts'
import { createLedgerEvents } from '../src/load/ledger-events.ts'
import { createPartitions, type Partitions } from '../src/send/partitions.ts'
import { defaultSettings, type ProducerSettings } from '../src/settings.ts'

suite('the records', () => {
  let settings: ProducerSettings
  let sequences: Sequences
  let partitions: Partitions
  let incompatible: number
  const onIncompatible = () => {
    incompatible += 1
  }
  beforeEach(() => {
    incompatible = 0
    settings = { ...defaultSettings, accounts: 20 }
    sequences = createSequences(['orders', 'invoices'])
    partitions = createPartitions()
    for (const topic of ['orders', 'invoices', 'audit']) {
      partitions.learn(topic, metadata(6))
    }
  })
  const orders = (topic = 'orders') =>
    createLedgerEvents({
      topic,
      stream: 'orders',
      type: 'order',
      ...{ settings: () => settings, sequences, partitions, onIncompatible },
    })

  test('of orders have unique ids and a sequence from 1 for each account', () => {
    const make = orders()
    const made = Array.from({ length: 500 }, () => make({}))
    const ids = made.map(({ entry }) => entry?.eventId)
    assert.equal(new Set(ids).size, 500)
    const byAccount = Map.groupBy(made, ({ entry }) => entry?.accountId)
    for (const records of byAccount.values()) {
      const found = records.map(({ entry }) => entry?.sequence)
      assert.deepEqual(
        found,
        records.map((_, index) => index + 1),
      )
    }
  })

  test('of orders say the same in the value, in the key and in the ledger', () => {
    const { key, value, entry, bytes, timestamp } = orders()({})
    const event = JSON.parse(value)
    assert.deepEqual(event, {
      event_id: `TXN_${key}_1`,
      type: 'order',
      account_id: key,
      sequence: 1,
      amount_cents: entry?.amountCents,
      occurred_at: new Date(Number(timestamp)).toISOString(),
    })
    assert.equal(bytes, Buffer.byteLength(value) + Buffer.byteLength(key ?? ''))
  })

  test('of an account stay in one partition with a key, and spread without', () => {
    settings = { ...settings, accounts: 1 }
    const make = orders()
    const used = () => new Set(Array.from({ length: 60 }, () => make({}).partition)).size
    assert.equal(used(), 1)
    settings = { ...settings, keyBy: 'none' }
    assert.equal(used(), 6)
    assert.equal(make({}).key, null)
  })

  test('keyed by their event id spread, and name their account in the value', () => {
    settings = { ...settings, accounts: 1, keyBy: 'event_id' }
    const make = orders()
    const made = Array.from({ length: 60 }, () => make({}))
    assert.ok(new Set(made.map(({ partition }) => partition)).size > 3)
    for (const { key, value, entry } of made) {
      assert.equal(key, entry?.eventId)
      assert.equal(JSON.parse(value).account_id, 'ACC00000')
    }
  })

  test('go on with their sequences when the stream moves to another topic', () => {
    partitions.learn('run-7', metadata(2))
    const accounts = ['ACC00001']
    const [first, moved, back] = ['orders', 'run-7', 'orders'].map(
      topic => orders(topic)({ accounts }).entry,
    )
    assert.deepEqual([first?.sequence, moved?.sequence, back?.sequence], [1, 2, 3])
    assert.equal(moved?.stream, 'orders')
    assert.equal(new Set([first?.eventId, moved?.eventId, back?.eventId]).size, 3)
  })

  test('come several in a row from one account, and no more often than was asked', () => {
    settings = { ...settings, eventsPerAccount: 3 }
    const make = orders()
    const made = Array.from({ length: 300 }, () => make({}).entry?.accountId)
    for (let at = 0; at < made.length; at += 3) {
      assert.equal(new Set(made.slice(at, at + 3)).size, 1)
    }
    assert.ok(new Set(made).size > 10)
  })

  test('belong to the hot account as often as its share says', () => {
    settings = { ...settings, accounts: 1000, hotAccountShare: 0.5 }
    const make = orders()
    const made = Array.from({ length: 2000 }, () => make({}).entry?.accountId)
    const hot = made.filter(account => account === 'ACC00000').length
    assert.ok(hot > 850 && hot < 1150, `${hot} of 2000`)
  })

  test('of version 2 move the amount, so that readers of today cannot use them', () => {
    settings = { ...settings, eventVersion: 2, compatibilityCheck: false }
    const { value, entry } = orders()({})
    const event = JSON.parse(value)
    assert.ok(!isAccountEvent(event))
    const amount = { value: ((entry?.amountCents ?? 0) / 100).toFixed(2), currency: 'EUR' }
    assert.deepEqual([event.version, event.amount, event.amount_cents], [2, amount, undefined])
    assert.equal(incompatible, 0)
  })

  test('of version 2 go out in version 1 while the check is on, and are counted', () => {
    settings = { ...settings, eventVersion: 2, compatibilityCheck: true }
    const make = orders()
    for (let made = 0; made < 3; made += 1) {
      assert.ok(isAccountEvent(JSON.parse(make({}).value)))
    }
    assert.equal(incompatible, 3)
  })

  test('that are malformed have the key of a normal account, and are never payable', () => {
    const { key, value, entry } = orders()({ malformed: true, accounts: ['ACC00007'] })
    const event = JSON.parse(value)
    assert.ok(!isAccountEvent(event))
    assert.equal(key, 'ACC00007')
    assert.equal(event.event_id, 'BAD_ACC00007_1')
    assert.deepEqual([entry?.eventId, entry?.payable], ['BAD_ACC00007_1', false])
    assert.equal(orders()({ accounts: ['ACC00007'] }).entry?.payable, true)
  })

  test('of orders and invoices never share an id', () => {
    const invoices = createLedgerEvents({
      ...{ topic: 'invoices', stream: 'invoices', type: 'invoice' },
      ...{ settings: () => settings, sequences, partitions, onIncompatible },
    })
    const accounts = ['ACC00001']
    const make = orders()
    assert.equal(make({ accounts }).entry?.eventId, 'TXN_ACC00001_1')
    assert.equal(invoices({ accounts }).entry?.eventId, 'INV_ACC00001_1')
  })

  test('of audit have the size that was asked for and do not compress', () => {
    const make = createAuditEvents({ topic: 'audit', settings: () => settings, partitions })
    for (const auditBytes of [256, 1024, 4_000_000]) {
      settings = { ...settings, auditBytes }
      const { bytes, value, entry } = make({})
      assert.equal(bytes, auditBytes)
      assert.equal(JSON.parse(value).type, 'audit')
      assert.equal(entry, undefined)
    }
  })

  test('for one partition use only accounts whose key goes there', () => {
    for (const partition of [0, 5]) {
      const accounts = accountsOfPartition(partitions, 'orders', partition, 1000)
      assert.ok(accounts.length > 100)
      for (const account of accounts) {
        assert.equal(partitions.choose('orders', account), partition)
      }
    }
  })
})

function metadata(count: number) {
  return Array.from({ length: count }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 1,
    replicas: [1],
    isr: [1],
  }))
}
