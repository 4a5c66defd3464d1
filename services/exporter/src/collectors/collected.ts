/** What a collector read, and what it could not read: the missing part stays absent. */
export interface Collected<T> {
  readonly value: T
  readonly failures: readonly unknown[]
}

const maxParallel = 8

/**
 * Does the work for every item, at most eight at a time. One that fails is left out and told
 * in `failures`.
 * @throws the first failure when every item failed
 */
export async function collectEach<I, T>(
  items: Iterable<I>,
  work: (item: I) => Promise<T>,
): Promise<Collected<T[]>> {
  const value: T[] = []
  const failures: unknown[] = []
  const queue = [...items][Symbol.iterator]()
  async function drain(): Promise<void> {
    for (const item of queue) {
      try {
        value.push(await work(item))
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: maxParallel }, drain))
  if (value.length === 0 && failures.length > 0) throw failures[0]
  return { value, failures }
}

/** Cuts a list into pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const pieces: T[][] = []
  for (let at = 0; at < items.length; at += size) pieces.push(items.slice(at, at + size))
  return pieces
}
