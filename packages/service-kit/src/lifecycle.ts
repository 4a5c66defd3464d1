import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { Logger } from './logger.ts'

/** Something that is stopped at the end of the process, in reverse order of its registration. */
export interface Stoppable {
  readonly name: string
  stop(): Promise<void>
}

/**
 * Ends the process gracefully on a signal or an unexpected error: stops what was registered,
 * last first, within the deadline. An unexpected error ends with exit code 1.
 */
export function createLifecycle(logger: Logger, options: { deadlineMs?: number } = {}) {
  const parts: Stoppable[] = []
  const ending = new AbortController()
  closeWithGrace(
    { delay: options.deadlineMs ?? 10_000, logger: false },
    async ({ signal, err }) => {
      ending.abort()
      if (err) logger.fatal({ err }, 'unexpected error, ending')
      else logger.info({ signal }, 'ending')
      for (const part of parts.toReversed()) await stopQuietly(part, logger)
      logger.flush()
    },
  )
  return {
    /** Aborted when the process begins to end. */
    signal: ending.signal,
    onStop: (part: Stoppable) => void parts.push(part),
  }
}

async function stopQuietly(part: Stoppable, logger: Logger): Promise<void> {
  try {
    await part.stop()
  } catch (error) {
    logger.warn({ err: error, part: part.name }, 'did not stop cleanly')
  }
}

/**
 * Tries until it works or the signal aborts; waits 0.5 s, doubling to 5 s, between tries.
 * @param onFailure told of each failure, to log it and to show it in /health/ready
 * @throws the abort reason, or the error itself when it cannot be retried
 */
export async function retryForever<T>(
  work: () => Promise<T>,
  options: { signal: AbortSignal; onFailure: (error: unknown) => void },
): Promise<T> {
  for (let delayMs = 500; ; delayMs = Math.min(delayMs * 2, 5000)) {
    options.signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      options.onFailure(error)
    }
    await sleep(delayMs, undefined, { signal: options.signal })
  }
}
