import { readFile, statfs } from 'node:fs/promises'

/** What this machine has left. */
export interface Machine {
  /** Says what is nearly used up; undefined while there is room. */
  shortage(): Promise<string | undefined>
}

const mebibyte = 1024 ** 2

/** Where it is read what the machine has left. */
export interface MachineReaders {
  /** Free blocks of the disk that a folder is on, and the bytes of a block. */
  disk(folder: string): Promise<{ bavail: number; bsize: number }>
  /** Linux's /proc/meminfo; empty where there is none. */
  meminfo(): Promise<string>
}

const system: MachineReaders = {
  disk: folder => statfs(folder),
  meminfo: () => readFile('/proc/meminfo', 'utf8').catch(() => ''),
}

/** Below these a run must not go on: brokers, ledger and this journal need room to be put back. */
const leastFree = { disk: 2048 * mebibyte, memory: 384 * mebibyte }

/** @param folder on the disk that is watched */
export function createMachine(folder: string, read: MachineReaders = system): Machine {
  return {
    shortage: async () => {
      const { bavail, bsize } = await read.disk(folder)
      const disk = bavail * bsize
      if (disk < leastFree.disk) return `only ${inMebibytes(disk)} of the disk are free`
      const memory = availableMemory(await read.meminfo())
      if (memory < leastFree.memory) return `only ${inMebibytes(memory)} of memory are available`
      return undefined
    },
  }
}

/** Bytes that programs could still get, caches that the kernel would give up included. */
function availableMemory(meminfo: string): number {
  const kilobytes = /^MemAvailable: +(\d+) kB$/m.exec(meminfo)?.[1]
  return kilobytes === undefined ? Number.POSITIVE_INFINITY : Number(kilobytes) * 1024
}

function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / mebibyte)} MB`
}
