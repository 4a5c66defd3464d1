import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'
import { commandLine } from './procfs.ts'

/**
 * Runs a start while no other one is under way: each would take the other's processes for leftovers.
 * @throws LauncherError STARTING naming the other launcher.
 */
export async function whileStartingAlone<T>(
  layout: Pick<Layout, 'run'>,
  start: () => Promise<T>,
): Promise<T> {
  const path = join(layout.run, 'start.lock')
  mkdirSync(layout.run, { recursive: true })
  take(path)
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return await start()
  } finally {
    release()
    process.off('exit', release)
  }
}

function take(path: string): void {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = Number(readFileSync(path, 'utf8'))
    if (isLauncher(holder)) {
      throw new LauncherError(
        'STARTING',
        `another start is under way, pid ${holder}`,
        'wait for it',
      )
    }
    rmSync(path, { force: true })
    take(path)
  }
}

// A launcher that was killed leaves its lock; its number may belong to anybody by now.
function isLauncher(pid: number): boolean {
  return pid !== process.pid && (commandLine(pid)?.includes('native/src/main.ts') ?? false)
}
