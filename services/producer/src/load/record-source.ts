import type { OutgoingRecord } from '../send/record.ts'

/** Narrows what a source makes. */
export interface Choice {
  /** Only these accounts; all of them where absent. */
  readonly accounts?: readonly string[]
  /** This partition, whatever the key; the key decides where absent. */
  readonly partition?: number
  /** A value that no reader can use, under the key of a normal account. */
  readonly malformed?: boolean
}

/** Makes the next record of a topic. */
export type RecordSource = (choice: Choice) => OutgoingRecord
