/**
 * Waits for work, but not longer than a limit; the work itself goes on.
 * @returns whether it was done in time; a rejection counts as not done
 */
export async function doneWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, limitMs, false)
  const done = work.then(
    () => true,
    () => false,
  )
  const result = await Promise.race([done, late])
  clearTimeout(timer)
  return result
}
