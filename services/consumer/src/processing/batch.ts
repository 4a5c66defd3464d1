import type { IncomingRecord } from './record.ts'

/** Records of one fetch of one partition, and what may be done with their offsets. */
export interface Batch {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly records: readonly IncomingRecord[]
  /** Aborts when the batch should end soon: waits are cut short, the page in hand is finished. */
  readonly soon: AbortSignal
  /** Aborts when the partition belongs to somebody else: nothing more is begun or committed. */
  readonly lost: AbortSignal
  /** Commits everything up to and with this record. */
  commit(upTo: IncomingRecord): Promise<void>
  /** Moves the position behind this record: the next fetch begins there. */
  passed(upTo: IncomingRecord): void
  /** Told how many records were just finished, in whatever order. */
  finished(records: number): void
}
