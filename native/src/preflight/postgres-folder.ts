import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { LauncherError } from '../errors.ts'

/**
 * PostgreSQL refuses root, so its own user has to reach the data folder through every parent.
 * @throws LauncherError STEP_FAILED naming the folder that is closed.
 */
export function assertReachableForOthers(folder: string): void {
  const closed = parents(folder).find(parent => !isOpen(parent))
  if (!closed) return
  throw new LauncherError(
    'STEP_FAILED',
    `PostgreSQL does not run as root, and its user postgres may not pass through ${closed}`,
    'put the project elsewhere (/opt, /srv), start it as an ordinary user, or keep the data ' +
      'elsewhere: FIREDRILL_STATE_DIR=/var/lib/firedrill in .env',
  )
}

function parents(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [] : [...parents(parent), parent]
}

function isOpen(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false })
  return stats === undefined || (stats.mode & 0o001) !== 0
}
