import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

// What the kernel says of processes: undefined for one that is gone or that we may not see.

/** Whether the process exists and is not a zombie. */
export function isAlive(pid: number): boolean {
  const state = processState(pid)
  return state !== undefined && state !== 'Z' && state !== 'X'
}

/** The one-letter state: R, S, D, T (stopped by a signal), Z … */
export function processState(pid: number): string | undefined {
  // The name before it is in parentheses and may hold any character.
  return read(`/proc/${pid}/stat`)?.replace(/^.*\) /s, '')[0]
}

/** Resident memory in bytes. */
export function residentBytes(pid: number): number | undefined {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
}

/** The value of a variable that the process was started with. */
export function environmentOf(pid: number, key: string): string | undefined {
  const entries = read(`/proc/${pid}/environ`)?.split('\0')
  return entries?.find(entry => entry.startsWith(`${key}=`))?.slice(key.length + 1)
}

/** Command and arguments, for messages. */
export function commandLine(pid: number): string | undefined {
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim()
}

/** The program's short name. */
export function programName(pid: number): string | undefined {
  return read(`/proc/${pid}/comm`)?.trim()
}

/** All process ids. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}

/** The process that listens on a local TCP port, if the kernel lets us see it. */
export function listenerOf(port: number): number | undefined {
  const inodes = ['tcp', 'tcp6'].flatMap(table => listeningInodes(table, port))
  const sockets = new Set(inodes.map(inode => `socket:[${inode}]`))
  return sockets.size === 0 ? undefined : processIds().find(pid => holdsOne(pid, sockets))
}

function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = (read(`/proc/net/${table}`) ?? '').split('\n').map(row => row.trim().split(/\s+/))
  const listening = '0A'
  return rows
    .filter(([, local, , state]) => local?.endsWith(suffix) && state === listening)
    .flatMap(columns => columns[9] ?? [])
}

function holdsOne(pid: number, sockets: Set<string>): boolean {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).some(fd => sockets.has(readlinkSync(`${folder}/${fd}`)))
  } catch {
    return false
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
