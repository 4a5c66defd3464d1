import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

const checkEveryMs = 10_000

/**
 * Bounds every log of the folder: beyond the limit it becomes `.1` and starts anew. Copy and
 * truncate, since the processes hold the files open (for appending, so they go on at its start).
 */
export function boundLogs(folder: string, maxBytes = 10_000_000): NodeJS.Timeout {
  return setInterval(() => trimLogs(folder, maxBytes), checkEveryMs).unref()
}

/** One round of it. */
export function trimLogs(folder: string, maxBytes: number): void {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.log'))) {
    const path = join(folder, name)
    if (statSync(path).size <= maxBytes) continue
    copyFileSync(path, `${path}.1`)
    truncateSync(path)
  }
}
