import { readdirSync, readFileSync } from 'node:fs'

/** Memory and processor time of a process with everything below it. */
export interface Usage {
  bytes: number
  cpuSeconds: number
}

/** Children by parent, for the whole machine. */
export type ProcessTree = ReadonlyMap<number, readonly number[]>

// USER_HZ, which the kernel fixes for user space on every architecture Node runs on.
const ticksPerSecond = 100

/** Reads who is whose child at this moment. */
export function readProcessTree(): ProcessTree {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    const parent = Number.isInteger(pid) ? parentOf(pid) : undefined
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  return children
}

/** A process alone counts its resident memory; in a family what is shared counts once. */
export function usageOf(pid: number, tree: ProcessTree): Usage {
  const family = [pid, ...descendants(pid, tree)]
  const memory = family.length === 1 ? residentBytes : proportionalBytes
  return {
    bytes: family.reduce((sum, one) => sum + memory(one), 0),
    cpuSeconds: family.reduce((sum, one) => sum + cpuTicks(one), 0) / ticksPerSecond,
  }
}

/** Resident memory and processor time of one process, without its children. */
export function ownUsageOf(pid: number): Usage {
  return { bytes: residentBytes(pid), cpuSeconds: cpuTicks(pid) / ticksPerSecond }
}

/** The parent's id; undefined when the process is gone. */
export function parentOf(pid: number): number | undefined {
  const fields = statFields(pid)
  return fields && Number(fields[1])
}

function descendants(pid: number, tree: ProcessTree): number[] {
  return (tree.get(pid) ?? []).flatMap(child => [child, ...descendants(child, tree)])
}

function residentBytes(pid: number): number {
  return kilobytes(read(`/proc/${pid}/status`), 'VmRSS') * 1024
}

function proportionalBytes(pid: number): number {
  return kilobytes(read(`/proc/${pid}/smaps_rollup`), 'Pss') * 1024
}

function kilobytes(text: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0)
}

// User and system time.
function cpuTicks(pid: number): number {
  return (statFields(pid) ?? []).slice(11, 13).reduce((sum, field) => sum + Number(field), 0)
}

function statFields(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`)
  // The name before them stands in parentheses and may hold any character.
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
