import type { IncomingRecord } from './record.ts'

/** Records of one fetch of one partition, and what may be done with their offsets. */
export interface Batch {
  readonly group: string
  readonly topic: string
  readonly partition: number
  /** How many records there are. */
  readonly size: number
  /** True where each record has had its wait for a downstream call already. */
  readonly hasWaited?: boolean
  /** Aborts when the batch should end soon: waits are cut short, the page in hand is finished. */
  readonly soon: AbortSignal
  /** Aborts when the partition belongs to somebody else: nothing more is begun or committed. */
  readonly lost: AbortSignal
  /** The records at these places, `end` not included; only what is asked for is built. */
  read(from: number, end: number): IncomingRecord[]
  /** Commits the first `count` records. */
  commit(count: number): Promise<void>
  /** Moves the position behind the first `count` records: the next fetch begins there. */
  passed(count: number): void
  /** Told how many records were just finished, in whatever order. */
  finished(records: number): void
}
