import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { curve, gone, type Phase } from '../samples.ts'
import { counting, ofBroker, type Pace } from './series.ts'

type Series = Readonly<Record<string, readonly Phase[]>>

/** A stretch of forced writes: how many end in a second, and how long each takes. */
export type Writes = readonly [perSecond: number, milliseconds: number, seconds: number]

/** Count and mean of the writes of broker 2 since its start, which lies a minute back. */
export function writing(...stretches: readonly Writes[]): Series {
  let ended = 120
  let spent = 120 * 5
  const means = stretches.map(([perSecond, milliseconds, seconds]) => {
    const [endedBefore, spentBefore] = [ended, spent]
    ended += perSecond * seconds
    spent += perSecond * seconds * milliseconds
    return curve(seconds, second => {
      const writes = perSecond * second
      return (spentBefore + writes * milliseconds) / (endedBefore + writes)
    })
  })
  const paces = stretches.map(([perSecond, , seconds]): Pace => [perSecond, seconds])
  return {
    [ofBroker(brokerMetrics.logFlushes, 2)]: counting([120, 1], ...paces).slice(1),
    [ofBroker(brokerMetrics.logFlushLifetimeMean, 2)]: means,
  }
}

/** The same, but for a time in which scrapes fail, after so many stretches. */
export function withoutScrapes(series: Series, after: number, seconds: number) {
  return each(series, (_, phases) => phases.toSpliced(after, 0, gone(seconds)))
}

/** A broker that goes away and, so many seconds later, begins anew. */
export function restarted(before: Series, seconds: number, after: Series) {
  return each(before, (name, phases) => [...phases, gone(seconds), ...(after[name] ?? [])])
}

function each(series: Series, change: (name: string, phases: readonly Phase[]) => Phase[]) {
  return Object.fromEntries(
    Object.entries(series).map(([name, phases]) => [name, change(name, phases)]),
  )
}
