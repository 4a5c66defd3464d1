import type { EndReason } from './run.ts'

/** The handle of a run under way. */
export interface RunControl {
  readonly runId: string
  /** Aborts when the run is to end; waits listen to it. */
  readonly signal: AbortSignal
  /** Why; undefined while nobody asked. */
  readonly reason: EndReason | undefined
  /** Asks the run to end. The first reason stays. */
  end(reason: EndReason): void
  /** Runs work when nothing else of this run is being done: fixes and the revert take turns. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
}

export function createRunControl(runId: string): RunControl {
  const ending = new AbortController()
  let reason: EndReason | undefined
  let last: Promise<unknown> = Promise.resolve()
  return {
    runId,
    signal: ending.signal,
    get reason() {
      return reason
    },
    end: why => {
      reason ??= why
      ending.abort()
    },
    exclusive: work => {
      const result = last.then(work)
      last = result.catch(() => undefined)
      return result
    },
  }
}
