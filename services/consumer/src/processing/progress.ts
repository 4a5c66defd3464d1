/** How far a batch is done without a gap: only that much may be committed. */
export interface Progress {
  /** Number of records from the start of the batch that are all done. */
  readonly done: number
  /** Marks records as done, by their place in the batch. */
  mark(from: number, count?: number): void
}

/** Starts with nothing done; records may be marked in any order. */
export function createProgress(): Progress {
  let done = 0
  const ahead = new Set<number>()
  return {
    get done() {
      return done
    },
    mark(from, count = 1) {
      for (let at = from; at < from + count; at++) ahead.add(at)
      while (ahead.delete(done)) done += 1
    },
  }
}
