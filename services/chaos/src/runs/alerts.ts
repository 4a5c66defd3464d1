import { event } from './entries.ts'
import type { RunEvent } from './run.ts'
import { isOver } from './run.ts'
import type { RunStore } from './store.ts'

/** One alert of a notification. */
export interface NotifiedAlert {
  readonly status: 'firing' | 'resolved'
  readonly name: string
  readonly severity?: string
  readonly startsAt: string
  /** What tells one alert of a name from another. */
  readonly subject: string
}

// The webhook needs no token: nobody shall fill the disk through it.
const maxAlertEvents = 500

/**
 * Adds alerts to the timeline of the run under way, each change once: Alertmanager repeats what
 * it has said. Alerts that began before the run belong to another one.
 */
export async function attachAlerts(
  store: RunStore,
  alerts: readonly NotifiedAlert[],
): Promise<number> {
  const record = store.list().find(({ run }) => !isOver(run))
  if (record === undefined) return 0
  const { run } = record
  const known = run.timeline.filter(({ kind }) => kind === 'alert')
  const fresh = alerts
    .filter(({ name, startsAt }) => name !== 'Watchdog' && startsAt >= run.createdAt)
    .map(toEvent)
    .filter(each => !known.some(other => isSame(each, other)))
    .slice(0, maxAlertEvents - known.length)
  const entries = fresh.map(each => ({ type: 'event', event: each }) as const)
  if (entries.length > 0) await store.append(run.id, ...entries)
  return entries.length
}

function toEvent({ status, name, severity, startsAt, subject }: NotifiedAlert): RunEvent {
  const text = `${name} ${status === 'firing' ? 'fires' : 'is resolved'}${subject}`
  return event('alert', text, {
    alert: name,
    status,
    startsAt,
    ...(severity !== undefined && { severity }),
  })
}

function isSame(a: RunEvent, b: RunEvent): boolean {
  return a.text === b.text && a.startsAt === b.startsAt
}
