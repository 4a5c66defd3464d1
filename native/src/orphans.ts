import { rmSync } from 'node:fs'
import type { Layout } from './layout.ts'
import { findMarked, type MarkedProcess, supervisorName } from './mark.ts'
import { poll } from './polling.ts'
import { isAlive } from './procfs.ts'

interface Options {
  stateDir: string
  layout: Pick<Layout, 'controlSocket'>
  /** Seconds between asking and insisting. */
  graceSeconds?: number
}

/**
 * Ends what a supervisor that was killed, or that no longer answers, has left behind: itself first,
 * lest it revives the others. Returns the names of what was ended.
 */
export async function endOrphans(options: Options): Promise<string[]> {
  const { stateDir, layout, graceSeconds = 15 } = options
  const found = findMarked(stateDir)
  for (const { pid } of found.filter(isSupervisor)) signal(pid, 'SIGKILL')
  const children = found.filter(one => !isSupervisor(one))
  for (const { pid, name } of children) {
    signal(pid, 'SIGCONT')
    signal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
  }
  const living = () => findMarked(stateDir)
  await poll(() => living().length === 0, { seconds: graceSeconds })
  for (const { pid } of living()) signal(pid, 'SIGKILL')
  await poll(() => !found.some(({ pid }) => isAlive(pid)), { seconds: 5 })
  rmSync(layout.controlSocket, { force: true })
  return found.map(one => one.name)
}

function isSupervisor({ name }: MarkedProcess): boolean {
  return name === supervisorName
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended in the meantime.
  }
}
