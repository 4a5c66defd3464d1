import { type Collected, collectEach } from '../collectors/collected.ts'
import type { HistoryStore } from './history-store.ts'
import { lagOf, type Position } from './lag-rules.ts'

/** Reads the time of a record, in ms; undefined when there is none. */
export type ReadTimestamp = (
  topic: string,
  partition: number,
  offset: number,
) => Promise<number | undefined>

/** Tells lag in seconds, and learns what it needs for that from timestamps of records. */
export interface LagClock {
  /** Fetches timestamps where the history does not reach back; a bounded number per call. */
  learn(
    positions: readonly Position[],
    read: ReadTimestamp,
    now: number,
  ): Promise<Collected<unknown>>
  /** Seconds since the end offset passed the committed one; undefined when it is not known. */
  secondsOf(position: Position, now: number): number | undefined
}

const lookupsPerRound = 16
// A position that cannot be looked up (record gone, broker refuses) is left alone for a while.
const retryAfterMs = 30_000

/** Makes the clock over the histories of the partitions. */
export function createLagClock(histories: HistoryStore): LagClock {
  const retryAt = new Map<string, number>()

  async function lookUp(position: Position, read: ReadTimestamp, now: number) {
    const { topic, partition, committed, range } = position
    const offset = Math.max(committed, range?.start ?? 0)
    retryAt.set(key(topic, partition), now + retryAfterMs)
    const time = await read(topic, partition, offset)
    if (time === undefined) return
    histories.of(topic, partition)?.anchor(offset, Math.min(time, now))
    retryAt.delete(key(topic, partition))
  }

  /** One position for each partition whose time is unknown, then those known vaguely. */
  function wanted(positions: readonly Position[], now: number): Position[] {
    const unknown = new Map<string, Position>()
    const vague = new Map<string, Position>()
    for (const position of positions) {
      const id = key(position.topic, position.partition)
      if (!isBehind(position) || retryAt.has(id)) continue
      const moment = momentOf(histories, position, now)
      if (moment === undefined) unknown.set(id, position)
      else if (!moment.exact) vague.set(id, position)
    }
    return [...unknown.values(), ...vague.values()].slice(0, lookupsPerRound)
  }

  return {
    async learn(positions, read, now) {
      for (const [id, at] of retryAt) if (at <= now) retryAt.delete(id)
      return collectEach(wanted(positions, now), position => lookUp(position, read, now))
    },
    secondsOf(position, now) {
      if (position.range === undefined) return undefined
      if (!isBehind(position)) return 0
      const moment = momentOf(histories, position, now)
      return moment && Math.max(now - moment.at, 0) / 1000
    },
  }
}

function isBehind({ committed, range }: Position): boolean {
  return range !== undefined && lagOf(committed, range) > 0
}

/** Where the history has no time below the log's start, the oldest record kept stands for it. */
function momentOf(histories: HistoryStore, position: Position, now: number) {
  const { topic, partition, committed, range } = position
  const history = histories.of(topic, partition)
  const start = Math.max(committed, range?.start ?? 0)
  return history?.timeOf(committed, now) ?? history?.timeOf(start, now)
}

function key(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
