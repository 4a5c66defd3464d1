import type { Batch, OutgoingRecord } from '../../src/send/record.ts'

/** A record of `bytes` bytes for a partition of `orders`. */
export function record(options: Partial<OutgoingRecord> = {}): OutgoingRecord {
  const value = 'x'.repeat(options.bytes ?? 10)
  return {
    ...{ topic: 'orders', partition: 0, key: null, value, bytes: value.length, timestamp: '0' },
    ...options,
  }
}

/** A record that the ledger follows. */
export function order(eventId: string): OutgoingRecord {
  return record({
    entry: {
      eventId,
      stream: 'orders',
      accountId: 'ACC00001',
      sequence: 1,
      amountCents: 100,
      payable: true,
    },
  })
}

/** A batch of these records. */
export function batchOf(...records: OutgoingRecord[]): Batch {
  const { topic, partition } = records[0] ?? record()
  const bytes = records.reduce((sum, each) => sum + each.bytes, 0)
  return { topic, partition, records, bytes, openedAtMs: 0 }
}
