/** Ids that are missing below the position: rolled back, or of a transaction still running. */
export interface IdRange {
  readonly low: number
  readonly high: number
  /** Once every transaction below this id has ended, a row that is still missing never comes. */
  readonly fence?: bigint
}

/** The transactions of one snapshot: all below `xmin` have ended, none has reached `xmax`. */
export interface TransactionBounds {
  readonly xmin: bigint
  readonly xmax: bigint
}

// A rolled-back transaction leaves one range; more than this at once was never seen.
const maxRanges = 1000

/**
 * The ranges that are missing after a batch was read.
 * @param open the ranges that were missing before it
 * @param ids every id that the batch found, ascending: beyond `position` and inside `open`
 */
export function missingAfter(
  open: readonly IdRange[],
  position: number,
  ids: readonly number[],
  { xmin, xmax }: TransactionBounds,
): IdRange[] {
  const older = open
    .filter(({ fence }) => fence === undefined || xmin < fence)
    .flatMap(range => without(range, ids))
    // A sequence hands out an id just before its transaction gets a number: the fence is set
    // one round after the gap was seen.
    .map(range => ({ ...range, fence: range.fence ?? xmax }))
  const last = ids.at(-1) ?? 0
  const newer = last > position ? without({ low: position + 1, high: last }, ids) : []
  return [...older, ...newer].slice(-maxRanges)
}

/** Cuts a range at the ids that are no longer missing. */
function without(range: IdRange, ids: readonly number[]): IdRange[] {
  const pieces: IdRange[] = []
  let low = range.low
  for (const id of ids) {
    if (id < low) continue
    if (id > range.high) break
    if (id > low) pieces.push({ ...range, low, high: id - 1 })
    low = id + 1
  }
  if (low <= range.high) pieces.push({ ...range, low })
  return pieces
}
