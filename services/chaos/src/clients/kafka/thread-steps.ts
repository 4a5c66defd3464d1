/** Pools of threads: a broker refuses to more than double or halve one at a time. */
const pools: ReadonlySet<string> = new Set([
  'num.io.threads',
  'num.network.threads',
  'num.replica.fetchers',
  'num.recovery.threads.per.data.dir',
  'background.threads',
])

export function isThreadPool(key: string): boolean {
  return pools.has(key)
}

/**
 * The sizes to set, one after the other, on the way between two: 8 to 1 is 4, 2, 1.
 * @throws TypeError that quotes a size which is no whole number above 0
 */
export function threadSteps(from: number, to: number): number[] {
  for (const size of [from, to]) {
    if (!(Number.isSafeInteger(size) && size >= 1)) {
      throw new TypeError(`A pool of threads has a whole number above 0, not ${size}`)
    }
  }
  const steps: number[] = []
  for (let now = from; now !== to; ) {
    now = to < now ? Math.max(to, Math.ceil(now / 2)) : Math.min(to, now * 2)
    steps.push(now)
  }
  return steps
}
