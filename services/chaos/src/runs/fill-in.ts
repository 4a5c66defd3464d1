import type { Values } from '../snapshot/aspect.ts'

/** What of the beginning of a run a condition may refer to; moments are in Unix milliseconds. */
export interface Beginning {
  readonly createdAt: number
  readonly injectedAt: number
  /** What the services were set to before it, as `producer/ordersPerSecond`. */
  readonly settings: Values
}

/**
 * Replaces $since, $injected, $created, and $before(SERVICE/SETTING).
 * @throws TypeError when no such number was recorded before the run
 */
export function fillIn(expr: string, beginning: Beginning, now: number): string {
  const sinceSeconds = Math.max(1, Math.ceil((now - beginning.injectedAt) / 1000))
  return expr
    .replaceAll('$since', `${sinceSeconds}s`)
    .replaceAll('$injected', (beginning.injectedAt / 1000).toFixed(3))
    .replaceAll('$created', (beginning.createdAt / 1000).toFixed(3))
    .replaceAll(/\$before\(([^)]+)\)/g, (_, path: string) => numberAt(beginning.settings, path))
}

function numberAt(settings: Values, path: string): string {
  const value = settings[path]
  if (typeof value !== 'number') throw new TypeError(`No number was recorded for ${path}`)
  return String(value)
}
