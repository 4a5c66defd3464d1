import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessController } from './controller.ts'

/** A process that is frozen again and again, for a moment each time. */
export interface PulseOptions {
  readonly process: string
  readonly frozenMs: number
  /** Between two freezes. */
  readonly awakeMs: number
  /** Undefined: until the time is over. */
  readonly times?: number
  readonly seconds: number
}

/** Pulses under way, by process. They live here alone: after a kill somebody wakes the process. */
export interface Pulses {
  /** Returns after the first freeze has begun. */
  start(options: PulseOptions): Promise<void>
  /** Returns when the process is awake. */
  stop(process: string): Promise<void>
  stopAll(): Promise<void>
}

export function createPulses(processes: ProcessController): Pulses {
  const pulses = new Map<string, { ending: AbortController; done: Promise<void> }>()

  async function stop(process: string): Promise<void> {
    const pulse = pulses.get(process)
    pulses.delete(process)
    pulse?.ending.abort()
    await pulse?.done
  }

  return {
    start: async options => {
      await stop(options.process)
      const ending = new AbortController()
      await processes.pause(options.process)
      const done = goOn(processes, options, ending.signal)
      pulses.set(options.process, { ending, done })
    },
    stop,
    stopAll: async () => {
      await Promise.all([...pulses.keys()].map(stop))
    },
  }
}

/** From the first freeze on; never rejects, and ends with a process that is awake. */
async function goOn(
  processes: ProcessController,
  { process, frozenMs, awakeMs, times = Number.POSITIVE_INFINITY, seconds }: PulseOptions,
  ending: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([ending, AbortSignal.timeout(seconds * 1000)])
  try {
    for (let round = 1; ; round += 1) {
      await sleep(frozenMs, undefined, { signal })
      await tryTo(processes.resume(process))
      if (round >= times) return
      await sleep(awakeMs, undefined, { signal })
      await tryTo(processes.pause(process))
    }
  } catch {
    // Time is over.
  } finally {
    await tryTo(processes.resume(process))
  }
}

/** A process that is restarted cannot be frozen for a moment, which ends nothing. */
async function tryTo(act: Promise<unknown>): Promise<void> {
  await act.catch(() => undefined)
}
