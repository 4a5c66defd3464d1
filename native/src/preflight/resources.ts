import { mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { LauncherError } from '../errors.ts'

const gigabyte = 1024 ** 3
// The stack is held to 3 GB resident; below 2.5 GB the kernel would end a broker.
const needed = { memoryBytes: 2.5 * gigabyte, diskBytes: 2 * gigabyte }

/** What is there, in bytes. */
export interface Room {
  memoryBytes: number
  diskBytes: number
}

/** Measures memory that programs may still take and disk below the state folder. */
export function measureRoom(stateDir: string): Room {
  mkdirSync(stateDir, { recursive: true })
  const disk = statfsSync(stateDir)
  return { memoryBytes: availableMemory(), diskBytes: disk.bavail * disk.bsize }
}

/** @throws LauncherError TOO_LITTLE_ROOM with the figures. */
export function assertRoom(room: Room): void {
  const problems: string[] = []
  if (room.memoryBytes < needed.memoryBytes) problems.push(lack('memory', 'memoryBytes', room))
  if (room.diskBytes < needed.diskBytes) problems.push(lack('disk', 'diskBytes', room))
  if (problems.length > 0) {
    throw new LauncherError('TOO_LITTLE_ROOM', problems.join(', '), 'free some and try again')
  }
}

function lack(what: string, key: keyof Room, room: Room): string {
  return `${what}: ${inGigabytes(room[key])} free, ${inGigabytes(needed[key])} needed`
}

/** For people: one digit after the point. */
export function inGigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`
}

// In a container the group's limit counts, not the machine's memory.
function availableMemory(): number {
  const meminfo = readFileSync('/proc/meminfo', 'utf8')
  const free = Number(/^MemAvailable:\s+(\d+)/m.exec(meminfo)?.[1]) * 1024
  const limit = Number(readOr('/sys/fs/cgroup/memory.max'))
  const used = Number(readOr('/sys/fs/cgroup/memory.current'))
  return Number.isFinite(limit - used) && limit > 0 ? Math.min(free, limit - used) : free
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
