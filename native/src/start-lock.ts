import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'
import { tail } from './log-tail.ts'
import { commandLine } from './procfs.ts'

type Place = Pick<Layout, 'run'>

/**
 * Runs a start while no other one is under way: each would take the other's processes for
 * leftovers of an unclean end.
 * @throws LauncherError STARTING naming the other launcher.
 */
export async function whileStartingAlone<T>(place: Place, start: () => Promise<T>): Promise<T> {
  take(place)
  const release = () => rmSync(lockOf(place), { force: true })
  process.once('exit', release)
  try {
    return await start()
  } finally {
    release()
    process.off('exit', release)
  }
}

/** @throws LauncherError STARTING when another launcher holds the lock. */
export function assertNobodyStarts(place: Place): void {
  const holder = Number(tail(lockOf(place), 1))
  if (!isLauncher(holder)) return
  const message = `another start is under way, pid ${holder}`
  throw new LauncherError('STARTING', message, `wait for it, or end it: kill ${holder}`)
}

function take(place: Place): void {
  mkdirSync(place.run, { recursive: true })
  try {
    writeFileSync(lockOf(place), String(process.pid), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    assertNobodyStarts(place)
    rmSync(lockOf(place), { force: true })
    take(place)
  }
}

function lockOf({ run }: Place): string {
  return join(run, 'start.lock')
}

// A launcher that was killed leaves its lock; its number may belong to anybody by now.
function isLauncher(pid: number): boolean {
  return pid !== process.pid && (commandLine(pid)?.includes('native/src/main.ts') ?? false)
}
