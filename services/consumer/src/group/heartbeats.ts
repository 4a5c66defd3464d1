import type { Generation } from './generation.ts'
import { isMembershipOver, isRejoinNeeded } from './protocol-errors.ts'

interface HeartbeatOptions {
  /** Sends a heartbeat if one is due. */
  readonly heartbeat: () => Promise<void>
  readonly intervalMs: number
  readonly generation: Generation
  readonly onFailure: (error: unknown) => void
}

/**
 * Keeps the membership alive while a batch is worked on, and ends the batch when the group
 * says so.
 */
export function startHeartbeats(options: HeartbeatOptions) {
  const { generation } = options

  async function beat(): Promise<void> {
    try {
      await options.heartbeat()
    } catch (error) {
      options.onFailure(error)
      if (isMembershipOver(error)) generation.lose(error)
      else if (isRejoinNeeded(error)) generation.endSoon(error)
      // Anything else is the network's: the next beat may get through.
    }
  }

  // kafkajs sends nothing before the interval is over; asking twice as often misses none.
  const timer = setInterval(() => void beat(), Math.max(50, options.intervalMs / 2))
  return {
    /** Stops; throws what kafkajs must hear of in order to join again. */
    stop(): void {
      clearInterval(timer)
      if (generation.ending !== undefined) throw generation.ending
    },
  }
}
