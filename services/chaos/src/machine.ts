import { readFile, statfs } from 'node:fs/promises'

/** What this machine has left. */
export interface Machine {
  /** Says what is nearly used up; undefined while there is room. */
  shortage(): Promise<string | undefined>
}

const mebibyte = 1024 ** 2

/** Below these a run must not go on: brokers, ledger and this journal need room to be put back. */
const leastFree = { disk: 2048 * mebibyte, memory: 384 * mebibyte }

/** @param folder on the disk that is watched */
export function createMachine(folder: string): Machine {
  return {
    shortage: async () => {
      const { bavail, bsize } = await statfs(folder)
      const disk = bavail * bsize
      if (disk < leastFree.disk) return `only ${inMebibytes(disk)} of the disk are free`
      const memory = await availableMemory()
      if (memory < leastFree.memory) return `only ${inMebibytes(memory)} of memory are available`
      return undefined
    },
  }
}

/** What programs could still get, caches that the kernel would give up included. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = /^MemAvailable: +(\d+) kB$/m.exec(text)?.[1]
  return kilobytes === undefined ? Number.POSITIVE_INFINITY : Number(kilobytes) * 1024
}

function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / mebibyte)} MB`
}
