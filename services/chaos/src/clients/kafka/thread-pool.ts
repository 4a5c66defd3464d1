import { setTimeout as sleep } from 'node:timers/promises'
import { threadSteps } from './thread-steps.ts'

/** The size of a pool of threads, and what it would be without the broker's override. */
export interface PoolSize {
  readonly now: number
  readonly without: number
}

/** A pool of threads of one broker. */
export interface ThreadPool {
  /** For the message of an error, e.g. "num.io.threads of broker 3". */
  readonly name: string
  read(): Promise<PoolSize>
  set(size: number): Promise<void>
}

const patienceMs = 10_000

/** Whether a size, or that without the override, takes threads away. */
export async function shrinks(pool: ThreadPool, size: number | undefined): Promise<boolean> {
  const { now, without } = await pool.read()
  return (size ?? without) < now
}

/**
 * Resizes a pool step by step, since brokers refuse a jump.
 * @param size undefined: what it would be without the override
 * @throws Error that names the pool when it does not get there in time
 */
export async function resizePool(
  pool: ThreadPool,
  size: number | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const { now, without } = await pool.read()
  for (const step of threadSteps(now, size ?? without)) {
    signal?.throwIfAborted()
    await pool.set(step)
    // A broker compares the next step with what it has applied, a moment after its answer.
    await untilSize(pool, step, signal)
  }
}

async function untilSize(pool: ThreadPool, size: number, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const { now } = await pool.read()
    if (now === size) return
    if (Date.now() > deadline) {
      const late = `is ${now} and not ${size} after ${patienceMs / 1000} s`
      throw new Error(`${pool.name} ${late}`)
    }
    await sleep(50, undefined, { ...(signal && { signal }) })
  }
}
