/** What the ledger keeps of one order or invoice. */
export interface LedgerEntry {
  readonly eventId: string
  readonly accountId: string
  /** Whose sequence it is: a stream keeps its sequences when it moves to another topic. */
  readonly stream: string
  /** Per stream and account, from 1. */
  readonly sequence: number
  readonly amountCents: number
  /** False for a record that was made malformed: nobody can pay it. */
  readonly payable: boolean
}

/**
 * One record on its way; its partition is fixed before the first try and never changes.
 * It is a message for kafkajs as it stands, so that nothing is copied for a send.
 */
export interface OutgoingRecord {
  readonly topic: string
  readonly partition: number
  readonly key: string | null
  readonly value: string
  /** Bytes of key and value. */
  readonly bytes: number
  /** Milliseconds since the Unix epoch, as kafkajs wants them. */
  readonly timestamp: string
  /** Absent for records that the ledger does not follow. */
  readonly entry?: LedgerEntry
}

/** Records of one partition that are sent together. */
export interface Batch {
  readonly topic: string
  readonly partition: number
  readonly records: OutgoingRecord[]
  /** Bytes of keys and values, before compression. */
  bytes: number
  /** When the first record arrived, on the accumulator's clock. */
  readonly openedAtMs: number
}
