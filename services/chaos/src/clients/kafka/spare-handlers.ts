import { resizePool, type ThreadPool } from './thread-pool.ts'

/** As many as may be describing the broker's configuration at once, and one more. */
const enough = 4

/**
 * Gives a broker spare request handlers while network threads are taken away from it. It waits for
 * each of these threads with its configuration locked, and the thread for room in the request queue:
 * a single handler that describes the configuration meanwhile waits for the lock, and the broker
 * answers nobody until it is killed. Seen on Kafka 4.3.1.
 */
export async function withSpareHandlers(
  handlers: ThreadPool,
  work: () => Promise<void>,
): Promise<void> {
  const { now } = await handlers.read()
  if (now >= enough) return work()
  await resizePool(handlers, enough)
  try {
    await work()
  } finally {
    await resizePool(handlers, now)
  }
}
