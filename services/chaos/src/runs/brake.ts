import type { RunParts } from './parts.ts'
import type { Slot } from './slot.ts'

/** Forbids runs, and allows them again. */
export interface Brake {
  /** Forbids new runs and ends the one under way. */
  halt(reason: string): Promise<void>
  unlock(reason: string): Promise<void>
}

export function createBrake({ lock, metrics, logger }: RunParts, slot: Slot): Brake {
  metrics.locked(lock.state.locked)
  return {
    halt: async reason => {
      slot.control?.end('halted')
      await lock.set(true, reason)
      // One that began in between.
      slot.control?.end('halted')
      metrics.locked(true)
      logger.warn({ reason }, 'halted: no run until unlock')
    },
    unlock: async reason => {
      await lock.set(false, reason)
      metrics.locked(false)
      logger.warn({ reason }, 'unlocked')
    },
  }
}
