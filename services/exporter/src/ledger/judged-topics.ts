import type { Committed } from '../collectors/committed-offsets.ts'

/** How far the orders of a topic were judged. */
export interface JudgedTopic {
  /**
   * Acknowledgements up to this number were for a topic that is gone: another of the same name
   * begins at offset 0 again.
   */
  readonly since: number
  /** By partition: every acknowledged offset below it was judged. */
  readonly offsets: ReadonlyMap<number, number>
}

/** How far orders were judged as lost or not. */
export interface Judged {
  /** The `since` of topics that nobody had paid from before. */
  readonly since: number
  readonly topics: ReadonlyMap<string, JudgedTopic>
}

/** Begins with what comes now: what was passed before, and what was never read, is no news. */
export function beginJudging(committed: Committed, lastAck: number): Judged {
  const topics = [...committed].map(([topic, offsets]) => [topic, { since: 0, offsets }] as const)
  return { since: lastAck, topics: new Map(topics) }
}

/**
 * Where judging stands before a round: nothing of a topic that was deleted is judged any more.
 * Fewer acknowledgements than before are those of another ledger.
 */
export function continueJudging(
  judged: Judged,
  exists: (topic: string) => boolean,
  lastAck: number,
): Judged {
  const topics = [...judged.topics].map(([topic, { since, offsets }]) => {
    const gone = offsets.size > 0 && !exists(topic)
    const before = gone ? lastAck : Math.min(since, lastAck)
    return [topic, { since: before, offsets: gone ? new Map() : offsets }] as const
  })
  return { since: Math.min(judged.since, lastAck), topics: new Map(topics) }
}
