import type { ProducerMetrics } from '../metrics.ts'
import type { Accumulator } from '../send/accumulator.ts'
import type { Choice, RecordSource } from './record-source.ts'

interface IntakeParts {
  readonly topic: string
  readonly accumulator: Accumulator
  readonly make: RecordSource
  /** Records of the topic that may be buffered at once. */
  readonly maxBuffered: () => number
  readonly metrics: Pick<ProducerMetrics, 'offeredRecords' | 'backpressure' | 'withdrawnRecords'>
  /** Told after records went into the accumulator. */
  onAdmitted(): void
}

interface Offer {
  count: number
  readonly choice: Choice
  /** Offered at a steady rate: may be taken back when the rate is lowered. */
  readonly steady: boolean
}

/** The door to the send buffer of one topic: what does not fit waits outside as a number. */
export interface Intake {
  /** Offers records at a steady rate. */
  offer(count: number): void
  /** Offers many at once, which nobody takes back. */
  burst(count: number, choice?: Choice): void
  /** Lets in what there is room for. */
  admit(): void
  /** Takes back what waits: all of it, or only what came at the steady rate. */
  withdraw(which: 'steady' | 'all'): void
  /** Records that wait for room; they are made, and get their ids, when there is. */
  waiting(): number
}

export function createIntake(parts: IntakeParts): Intake {
  const { topic, accumulator, make, metrics } = parts
  let offers: Offer[] = []

  function enter(offer: Offer): void {
    if (offer.count === 0) return
    metrics.offeredRecords.inc({ topic }, offer.count)
    const last = offers.at(-1)
    if (last?.steady && offer.steady) last.count += offer.count
    else offers.push(offer)
    admit()
    if (offers.length > 0) metrics.backpressure.inc({ topic })
  }

  function admit(): void {
    let room = parts.maxBuffered() - accumulator.buffered(topic)
    let admitted = 0
    for (let next = offers[0]; next !== undefined && room > 0; next = offers[0]) {
      for (; next.count > 0 && room > 0; next.count -= 1, room -= 1, admitted += 1) {
        accumulator.append(make(next.choice))
      }
      if (next.count === 0) offers.shift()
    }
    if (admitted > 0) parts.onAdmitted()
  }

  return {
    offer: count => enter({ count, choice: {}, steady: true }),
    burst: (count, choice = {}) => enter({ count, choice, steady: false }),
    admit,
    withdraw(which) {
      const gone = offers.filter(({ steady }) => steady || which === 'all')
      offers = offers.filter(offer => !gone.includes(offer))
      metrics.withdrawnRecords.inc({ topic }, total(gone))
    },
    waiting: () => total(offers),
  }
}

function total(offers: readonly Offer[]): number {
  return offers.reduce((sum, { count }) => sum + count, 0)
}
