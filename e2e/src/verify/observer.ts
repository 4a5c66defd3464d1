import { setTimeout as wait } from 'node:timers/promises'
import type { ChaosClient } from '../stack/chaos-client.ts'
import { isOver, type Run } from '../stack/chaos-types.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import { VerifyError } from './errors.ts'

// Prometheus may be slow to answer while a fault is in; a silence of this length is a failure.
const toleratedFailures = 10

/** When an alert was first and last seen firing, in milliseconds since the epoch. */
export interface Sighting {
  firstAt: number
  lastAt: number
}

/** What one look at the stack showed. */
export interface Look {
  firing: ReadonlySet<string>
  /** Alerts that will fire if things stay as they are. */
  pending: ReadonlySet<string>
  run: Run | undefined
}

export interface Observer {
  sightings: ReadonlyMap<string, Sighting>
  /** Looks again and again until the condition holds; returns whether it did in time. */
  until(condition: (look: Look) => boolean | Promise<boolean>, seconds: number): Promise<boolean>
  /** As until, but a run that ends meanwhile is a failure. */
  whileRunning(condition: (look: Look) => boolean, seconds: number): Promise<boolean>
  /** Goes on looking while something else is awaited, so that no alert fires unseen. */
  during<T>(work: Promise<T>): Promise<T>
  follow(runId: string): void
  /** Forgets every sighting: what fired before a scenario is not of its doing. */
  forget(): void
}

interface Parts {
  chaos: ChaosClient
  prometheus: PrometheusClient
  signal: AbortSignal
  /** Pause between two looks. */
  tickMs: number
  /** Told of every look, for the progress display. */
  onLook: (look: Look) => void
}

/** Looks at alerts and at one run, and remembers every alert that ever fired meanwhile. */
export function createObserver(parts: Parts): Observer {
  const { chaos, prometheus, signal, tickMs, onLook } = parts
  const sightings = new Map<string, Sighting>()
  let runId: string | undefined

  async function look(): Promise<Look> {
    const [{ firing, pending }, run] = await Promise.all([
      prometheus.alerts(),
      runId === undefined ? undefined : chaos.run(runId),
    ])
    const now = Date.now()
    for (const alert of firing) {
      sightings.set(alert, { firstAt: sightings.get(alert)?.firstAt ?? now, lastAt: now })
    }
    const seen = { firing, pending, run }
    onLook(seen)
    return seen
  }

  const lookTolerantly = tolerate(look)

  async function until(
    condition: (look: Look) => boolean | Promise<boolean>,
    seconds: number,
  ): Promise<boolean> {
    const deadline = Date.now() + seconds * 1000
    for (;;) {
      signal.throwIfAborted()
      const startedAt = Date.now()
      const seen = await lookTolerantly()
      if (seen && (await condition(seen))) return true
      if (Date.now() >= deadline) return false
      await wait(Math.max(0, startedAt + tickMs - Date.now()), undefined, { signal })
    }
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    let done = false
    const settled = work.finally(() => {
      done = true
    })
    const looks = until(() => done, Number.POSITIVE_INFINITY)
    // What fails in them shows at the next look; what is awaited has its own end.
    const [result] = await Promise.allSettled([settled, looks])
    if (result.status === 'rejected') throw result.reason
    return result.value
  }

  return {
    sightings,
    until,
    during,
    whileRunning: (condition, seconds) =>
      until(seen => condition(seen) || failIfOver(seen.run), seconds),
    follow: id => {
      runId = id
    },
    forget: () => sightings.clear(),
  }
}

/** A look that fails is no verdict, and undefined: only a silence of many looks is one. */
function tolerate(look: () => Promise<Look>): () => Promise<Look | undefined> {
  let failures = 0
  return async () => {
    try {
      const seen = await look()
      failures = 0
      return seen
    } catch (error) {
      failures += 1
      if (failures > toleratedFailures) throw error
      return undefined
    }
  }
}

function failIfOver(run: Run | undefined): false {
  if (!run) return false
  if (isOver(run) || ['EXPIRED', 'REVERTING'].includes(run.state)) {
    throw new VerifyError(`the run went to ${run.state} by itself: ${run.message ?? 'no message'}`)
  }
  return false
}
