interface LaneOptions<T> {
  /** How many items are worked on at the same time. */
  readonly concurrency: number
  /** Items of one lane keep their order; undefined: an item that has to wait for no other. */
  readonly laneOf: (item: T) => string | undefined
  readonly work: (item: T, index: number) => Promise<void>
}

/**
 * Works on items concurrently, one at a time per lane, earliest first.
 * After a failure nothing new is begun, what is under way is awaited, then the first failure
 * is thrown.
 */
export async function runInLanes<T>(items: readonly T[], options: LaneOptions<T>): Promise<void> {
  const ready = splitIntoLanes(items, options.laneOf)
  const failures: unknown[] = []

  async function workOff(): Promise<void> {
    for (let lane = ready.shift(); lane !== undefined; lane = ready.shift()) {
      const index = lane.shift() as number
      try {
        await options.work(items[index] as T, index)
      } catch (error) {
        failures.push(error)
      }
      if (failures.length > 0) return
      if (lane.length > 0) ready.push(lane)
    }
  }

  const workers = Math.min(options.concurrency, ready.length)
  await Promise.all(Array.from({ length: workers }, workOff))
  if (failures.length > 0) throw failures[0]
}

/** The places of the items, by lane, in the order of each lane's first item. */
function splitIntoLanes<T>(
  items: readonly T[],
  laneOf: (item: T) => string | undefined,
): number[][] {
  const lanes: number[][] = []
  const named = new Map<string, number[]>()
  for (const [index, item] of items.entries()) {
    const name = laneOf(item)
    const lane = name === undefined ? undefined : named.get(name)
    if (lane !== undefined) {
      lane.push(index)
      continue
    }
    const opened = [index]
    lanes.push(opened)
    if (name !== undefined) named.set(name, opened)
  }
  return lanes
}
