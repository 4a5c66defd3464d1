import type { Logger } from '@firedrill/service-kit/logger'
import type { RunControl } from './control.ts'

/** The place of the run under way: there is one at a time. */
export interface Slot {
  /** Undefined while no run is under way. */
  readonly control: RunControl | undefined
  /** Settles when the run under way is over; at once when there is none. */
  readonly done: Promise<void>
  /** Takes the place until the work has ended; an error of it is logged. */
  occupy(control: RunControl, work: Promise<void>): void
}

export function createSlot(logger: Logger): Slot {
  let active: { control: RunControl; done: Promise<void> } | undefined
  return {
    get control() {
      return active?.control
    },
    get done() {
      return active?.done ?? Promise.resolve()
    },
    occupy: (control, work) => {
      const done = work
        .catch(error => logger.error({ err: error, run: control.runId }, 'a run could not be led'))
        .finally(() => {
          if (active?.control === control) active = undefined
        })
      active = { control, done }
    },
  }
}
