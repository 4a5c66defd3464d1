import { environmentOf, isAlive, processIds } from '../../../native/src/procfs.ts'
import { until } from '../waiting.ts'

/** A variable that every server of the lab has in its environment, and passes on to its children. */
export const markName = 'FIREDRILL_LAB'

/**
 * Ends what a lab that was killed has left running. Only the one that holds the lab's port calls
 * this: no other lab works in the same folder.
 */
export async function endLeftovers(folder: string): Promise<void> {
  const left = processIds().filter(pid => environmentOf(pid, markName) === folder)
  for (const pid of left) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone by itself, with its parent.
    }
  }
  await until('the end of what is left of an earlier lab', () => !left.some(isAlive), 10_000)
}
