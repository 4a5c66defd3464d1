import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'

interface RetryOptions {
  readonly seconds: number
  readonly signal?: AbortSignal
}

/**
 * Repeats what failed for a reason that may pass (`retriable`), e.g. a service in a crash loop,
 * four times a second until the time is over.
 * @throws the last error
 */
export async function retryWhileUnreachable<T>(
  work: () => Promise<T>,
  { seconds, signal }: RetryOptions,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const hopeless = !(error instanceof OperationalError && error.retriable)
      if (hopeless || Date.now() > deadline) throw error
    }
    await sleep(250, undefined, signal === undefined ? {} : { signal })
  }
}
