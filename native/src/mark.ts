import { environmentOf, isAlive, processIds } from './procfs.ts'

/**
 * Every process of a stack carries these two variables from birth. Unlike a pid file the mark
 * cannot be missing, stale, or point to a stranger after a reboot.
 */
const stackKey = 'FIREDRILL_STACK'
const nameKey = 'FIREDRILL_PROCESS'

/** The name under which the supervisor itself is marked. */
export const supervisorName = 'supervisor'

/** The environment that marks a process as part of the stack in this state folder. */
export function markOf(stateDir: string, name: string): Record<string, string> {
  return { [stackKey]: stateDir, [nameKey]: name }
}

/** A living process that carries the mark. */
export interface MarkedProcess {
  pid: number
  name: string
}

/** All living processes of the stack, whoever started them. */
export function findMarked(stateDir: string): MarkedProcess[] {
  return processIds()
    .filter(pid => pid !== process.pid && environmentOf(pid, stackKey) === stateDir && isAlive(pid))
    .flatMap(pid => {
      // It may have ended since the line before.
      const name = environmentOf(pid, nameKey)
      return name === undefined ? [] : [{ pid, name }]
    })
}
