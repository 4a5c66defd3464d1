interface Entry {
  readonly offset: number
  /** First and last time, in ms, at which the end offset was seen here: it rested in between. */
  readonly from: number
  until: number
}

/** A point in time, and whether it is known well enough. */
export interface Moment {
  readonly at: number
  readonly exact: boolean
}

const maxEntries = 64
// What was seen last stays complete; what is older is thinned, so that it reaches far back.
const alwaysKept = 32
const exactWithinMs = 10_000
const exactShareOfAge = 0.05

/** How the end offset of one partition grew: bounded, coarser the further back. */
export class OffsetHistory {
  #entries: Entry[] = []

  /** Adds what was seen now; an end that went back (truncation) forgets what lay beyond it. */
  observe(end: number, at: number): void {
    while ((this.#entries.at(-1)?.offset ?? -1) > end) this.#entries.pop()
    const last = this.#entries.at(-1)
    if (last?.offset === end) last.until = at
    else this.#entries.push({ offset: end, from: at, until: at })
    this.#thin()
  }

  /** Adds what a record's timestamp says: the end passed this offset at that time. */
  anchor(offset: number, recordTimeMs: number): void {
    const index = this.#indexAt(offset)
    const before = this.#entries[index]
    const after = this.#entries[index + 1]
    // Clocks of producers differ from ours: the neighbours bound what can be true.
    const at = Math.max(Math.min(recordTimeMs, after?.from ?? recordTimeMs), before?.until ?? 0)
    if (before?.offset === offset) before.until = at
    else this.#entries.splice(index + 1, 0, { offset, from: at, until: at })
    this.#thin()
  }

  /**
   * When the end offset passed this offset, in ms, interpolated between what was seen.
   * @returns undefined where the history does not reach back to it
   */
  timeOf(offset: number, now: number): Moment | undefined {
    const index = this.#indexAt(offset)
    const before = this.#entries[index]
    const after = this.#entries[index + 1]
    if (before === undefined || after === undefined) return undefined
    const gapMs = after.from - before.until
    const share = (offset - before.offset) / (after.offset - before.offset)
    const at = before.until + share * gapMs
    return { at, exact: gapMs <= Math.max(exactWithinMs, exactShareOfAge * (now - at)) }
  }

  /** Index of the last entry at or below the offset; −1 when there is none. */
  #indexAt(offset: number): number {
    return this.#entries.findLastIndex(entry => entry.offset <= offset)
  }

  #thin(): void {
    if (this.#entries.length <= maxEntries) return
    const complete = this.#entries.length - alwaysKept
    this.#entries = this.#entries.filter((_, index) => index >= complete || index % 2 === 0)
  }
}
