/** A reading of something that counts; seconds since the epoch. */
export interface Reading {
  readonly at: number
  readonly value: number
}

/** A committed offset, and whether the group had no member that could have committed it. */
export interface CommitReading extends Reading {
  readonly byHand: boolean
}

/** Records that a committed offset passed, by what is known of them. */
export interface Skipped {
  /** Nobody was seen to consume them; at the end some may be on their way. */
  readonly unseen: number
  /** Passed by hand while the group had no member: nobody consumed them. */
  readonly byHand: number
}

// Consumption and commits are scraped at different moments: one may be seen so much before the
// other.
const skewSeconds = 10
// What was consumed and not committed for so long was read twice, or is never committed.
const creditSeconds = 120

interface Gap {
  readonly at: number
  readonly from: number
  to: number
  readonly byHand: boolean
}

/**
 * Records of one partition that its committed offset passed and nobody was seen to consume. Offsets
 * that go back give back what lies behind them, and nothing else: what is read again is no credit
 * for what was skipped before.
 * @param consumed by how much consumption rose, at each reading
 * @param committed the offset at each reading
 */
export function skippedRecords(
  consumed: readonly Reading[],
  committed: readonly CommitReading[],
): Skipped {
  const credits: { at: number; left: number }[] = []
  let gaps: Gap[] = []
  const first = committed[0]
  // A topic that was never committed is read from its start.
  let position = first === undefined || first.byHand ? 0 : first.value

  function read(at: number, records: number): void {
    let left = records
    for (const gap of gaps.filter(each => !each.byHand && at - each.at <= skewSeconds)) {
      const filled = Math.min(left, gap.to - gap.from)
      gap.to -= filled
      left -= filled
    }
    if (left > 0) credits.push({ at, left })
  }

  function commit({ at, value: offset, byHand }: CommitReading): void {
    if (offset < position) goBackTo(at, offset)
    else if (byHand) gaps.push({ at, from: position, to: offset, byHand })
    else passTo(at, position, offset)
    position = offset
  }

  function passTo(at: number, from: number, offset: number): void {
    let missing = offset - from
    for (const credit of credits.filter(each => at - each.at <= creditSeconds)) {
      const used = Math.min(missing, credit.left)
      credit.left -= used
      missing -= used
    }
    if (missing > 0) gaps.push({ at, from: offset - missing, to: offset, byHand: false })
  }

  function goBackTo(at: number, offset: number): void {
    const passed = gaps.filter(({ from }) => from < offset)
    // Moved by hand and taken back, while the group may have begun to read behind it.
    const taken = passed.find(({ byHand, to }) => byHand && to > offset)
    gaps = passed.filter(gap => gap !== taken)
    for (const gap of gaps) gap.to = Math.min(gap.to, offset)
    if (taken !== undefined) passTo(at, taken.from, offset)
  }

  const readings = [
    ...consumed.map(reading => ({ at: reading.at, take: () => read(reading.at, reading.value) })),
    ...committed.map(reading => ({ at: reading.at, take: () => commit(reading) })),
  ].sort((a, b) => a.at - b.at)
  for (const { take } of readings) take()
  const records = (byHand: boolean) =>
    gaps.filter(gap => gap.byHand === byHand).reduce((sum, { from, to }) => sum + to - from, 0)
  return { unseen: records(false), byHand: records(true) }
}
