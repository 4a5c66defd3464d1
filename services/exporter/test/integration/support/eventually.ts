import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Tries until the check passes.
 * @throws the check's last error after the deadline
 */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await sleep(100)
  }
}
