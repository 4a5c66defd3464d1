import { consumerErrors, isError } from './errors.ts'
import type { BookingObserver } from './handlers/booking.ts'
import type { ConsumerMetrics } from './metrics.ts'
import type { WorkObserver } from './processing/record-worker.ts'

/** Turns what the worker and the handlers tell into metrics. */
export function createObservers(metrics: ConsumerMetrics): {
  work: WorkObserver
  booking: BookingObserver
} {
  return {
    work: {
      finished(group, outcomes, seconds) {
        const share = seconds / outcomes.length
        for (const outcome of outcomes) {
          metrics.processingDuration.observe({ group, outcome }, share)
        }
      },
      failed(group, error) {
        const isMalformed = isError(error, consumerErrors.malformedRecord)
        metrics.countError(group, error, isMalformed ? 'malformed' : 'processing')
      },
      deadLettered: group => metrics.deadLettered.inc({ group }),
    },
    booking: {
      redelivered: (group, count) => metrics.redelivered.inc({ group }, count),
      inverted: (group, count) => metrics.inversions.inc({ group }, count),
    },
  }
}
