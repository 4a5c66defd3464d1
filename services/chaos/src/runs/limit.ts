import { setTimeout as sleep } from 'node:timers/promises'

/** How long an answer is waited for. */
export interface Limit {
  /** Unix milliseconds */
  readonly endsAt: number
  /** Ends the wait at once. */
  readonly signal: AbortSignal
}

/**
 * Asks, and leaves the question alone when its answer takes too long: what it says later nobody
 * hears, so it must change nothing.
 * @throws what the question throws, an AbortError, or an Error that names the time
 */
export async function answerWithin<T>(
  { endsAt, signal }: Limit,
  question: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const answered = new AbortController()
  const either = AbortSignal.any([signal, answered.signal])
  const ms = Math.max(0, endsAt - Date.now())
  const tooLate = sleep(ms, undefined, { signal: either }).then((): never => {
    throw new Error(`no answer within ${ms} ms`)
  })
  // A question that throws at once must not leave the other one without a listener.
  const ask = async () => question()
  try {
    return await Promise.race([ask(), tooLate])
  } finally {
    answered.abort()
  }
}
