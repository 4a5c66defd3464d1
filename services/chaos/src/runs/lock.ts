import { readFile } from 'node:fs/promises'
import { writeAtomically } from '@firedrill/service-kit/settings'

interface LockState {
  readonly locked: boolean
  /** Why it was last locked or unlocked. */
  readonly reason?: string
  readonly since?: string
}

/** Whether new runs are forbidden; outlives the process. */
export interface Lock {
  readonly state: LockState
  set(locked: boolean, reason: string): Promise<void>
}

export async function openLock(file: string): Promise<Lock> {
  let state = await read(file)
  return {
    get state() {
      return state
    },
    set: async (locked, reason) => {
      const next = { locked, reason, since: new Date().toISOString() }
      await writeAtomically(file, JSON.stringify(next))
      state = next
    },
  }
}

/** A file that cannot be read locks: somebody had locked, or the disk is not to be trusted. */
async function read(file: string): Promise<LockState> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (text instanceof Error) {
    return text.code === 'ENOENT' ? { locked: false } : { locked: true, reason: text.message }
  }
  try {
    return JSON.parse(text) as LockState
  } catch {
    return { locked: true, reason: `${file} cannot be read` }
  }
}
