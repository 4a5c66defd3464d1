/** How long one round waits for each broker, all questions to it together. */
export interface BrokerTime {
  /**
   * Waits for the answer of a broker, as long as it has time left.
   * @throws when it has none; the question itself goes on
   */
  wait<T>(broker: string, answer: () => Promise<T>): Promise<T>
}

interface Waiting {
  questions: number
  since: number
  spentMs: number
}

/**
 * Gives each broker the same time. Questions that wait side by side count once.
 * @param now milliseconds of a clock that only goes on
 */
export function createBrokerTime(limitMs: number, now = () => performance.now()): BrokerTime {
  const brokers = new Map<string, Waiting>()

  function begin(broker: string): Waiting {
    const waiting = brokers.get(broker) ?? { questions: 0, since: 0, spentMs: 0 }
    brokers.set(broker, waiting)
    if (waiting.questions === 0) waiting.since = now()
    waiting.questions += 1
    return waiting
  }

  function end(waiting: Waiting): void {
    waiting.questions -= 1
    if (waiting.questions === 0) waiting.spentMs += now() - waiting.since
  }

  return {
    async wait(broker, answer) {
      const waiting = begin(broker)
      const leftMs = limitMs - waiting.spentMs - (now() - waiting.since)
      const late = Promise.withResolvers<never>()
      const tooLong = new Error(`took over ${limitMs / 1000} s of this round`)
      const timer = setTimeout(() => late.reject(tooLong), Math.max(0, leftMs))
      try {
        if (leftMs <= 0) throw tooLong
        return await Promise.race([answer(), late.promise])
      } finally {
        clearTimeout(timer)
        end(waiting)
      }
    },
  }
}
