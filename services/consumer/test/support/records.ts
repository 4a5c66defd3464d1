import type { IncomingRecord } from '../../src/processing/record.ts'

/** Records 0, 1, 2 … of orders/0 with these keys; the value is the key and the place. */
export function recordsOf(keys: readonly (string | null)[]): IncomingRecord[] {
  return keys.map((key, at) => ({
    topic: 'orders',
    partition: 0,
    offset: String(at),
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from(`${key}:${at}`),
    headers: {},
  }))
}

/** A record with this text as its value. */
export function recordWith(value: string | null): IncomingRecord {
  const [record] = recordsOf(['account-1'])
  return { ...(record as IncomingRecord), value: value === null ? null : Buffer.from(value) }
}
