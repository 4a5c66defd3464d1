import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@firedrill/service-kit/logger'
import type { ConsumerMetrics } from '../metrics.ts'
import { isMembershipOver, isRejoinNeeded } from './protocol-errors.ts'

interface CommitOptions {
  readonly group: string
  readonly metrics: ConsumerMetrics
  readonly logger: Logger
}

/** The offset that one partition's group is to go on from. */
export interface CommitPosition {
  readonly topic: string
  readonly partition: number
  readonly offset: string
}

const attempts = 4
const firstWaitMs = 100

/**
 * Makes the function that commits an offset and measures it. A coordinator that cannot be
 * reached is tried again a few times and then left: the position is kept in memory, and the
 * next commit covers this one.
 * @throws the coordinator's error when this member has to join again
 */
export function createCommitter({ group, metrics, logger }: CommitOptions) {
  return async (send: () => Promise<void>, position: CommitPosition): Promise<void> => {
    for (let attempt = 1, waitMs = firstWaitMs; attempt <= attempts; attempt++, waitMs *= 3) {
      const stopTimer = metrics.commitDuration.startTimer({ group })
      try {
        await send()
        stopTimer()
        return
      } catch (error) {
        stopTimer()
        metrics.commitFailures.inc({ group })
        metrics.countError(group, error)
        logger.warn({ err: error, ...position, attempt }, 'offset commit failed')
        if (isMembershipOver(error) || isRejoinNeeded(error)) throw error
      }
      if (attempt < attempts) await sleep(waitMs)
    }
  }
}
