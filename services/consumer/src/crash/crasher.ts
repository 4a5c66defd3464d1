import type { CrashPoint } from '../settings/work.ts'
import type { ConsumerSettings } from '../settings.ts'

/** One armed end: at this point of the n-th record from now on. */
export interface CrashOrder {
  readonly point: CrashPoint | 'none'
  readonly afterRecords: number
}

/** Ends the process at an exact point in the life of a record, when told to. */
export interface Crasher {
  /** Arms one crash, in place of the one armed before; the point `none` disarms it. */
  arm(order: CrashOrder): void
  /** How many records may be worked off as one step without skipping over a crash; at least 1. */
  room(): number
  /** Before a record is handed to the handler. */
  beforeRecord(): void
  /** After records of one partition are done and before their offset is committed. */
  afterRecords(count: number, partition: string): void
  /** After an offset of the partition was committed. */
  afterCommit(partition: string): void
}

interface Trigger {
  readonly point: CrashPoint
  /** Number of the record that it waits for; the first of the process is 1. */
  readonly due: number
}

type CrashSettings = Pick<ConsumerSettings, 'crashPoint' | 'crashEveryRecords'>

/**
 * Counts the records of this process. The settings `crashPoint` and `crashEveryRecords` strike
 * at every n-th record since the start or since they were changed; an armed crash once.
 */
export function createCrasher(options: {
  readonly settings: { readonly current: CrashSettings }
  readonly kill: () => void
}): Crasher {
  let done = 0
  let armed: Trigger | undefined
  let every = { point: 'none' as CrashPoint | 'none', records: 0, since: 0 }
  const afterCommitOf = new Set<string>()

  function recurring(): Trigger | undefined {
    const { crashPoint: point, crashEveryRecords: records } = options.settings.current
    if (point !== every.point || records !== every.records) every = { point, records, since: done }
    if (point === 'none' || records === 0) return undefined
    const rounds = Math.floor((done - every.since) / records) + 1
    return { point, due: every.since + rounds * records }
  }

  function triggers(): Trigger[] {
    return [armed, recurring()].filter(trigger => trigger !== undefined)
  }

  // Where a record must be reached by itself, the step before it ends one record earlier.
  const distance = ({ point, due }: Trigger) => due - done - (point === 'before-processing' ? 1 : 0)

  return {
    arm({ point, afterRecords }) {
      armed = point === 'none' ? undefined : { point, due: done + afterRecords }
    },
    room: () => Math.max(1, Math.min(Number.POSITIVE_INFINITY, ...triggers().map(distance))),
    beforeRecord() {
      const due = triggers().filter(({ point }) => point === 'before-processing')
      if (due.some(trigger => distance(trigger) <= 0)) options.kill()
    },
    afterRecords(count, partition) {
      const due = triggers().filter(trigger => trigger.due <= done + count)
      done += count
      if (due.some(({ point }) => point === 'after-processing')) options.kill()
      if (due.some(({ point }) => point === 'after-commit')) afterCommitOf.add(partition)
    },
    afterCommit(partition) {
      if (afterCommitOf.delete(partition)) options.kill()
    },
  }
}
