import { execa } from 'execa'
import type { StatusRow } from '../status-row.ts'
import { composeProject, stackContainers } from './compose.ts'

interface Inspected {
  Name: string
  RestartCount: number
  State: { Status: string; Pid: number; Health?: { Status: string } }
  NetworkSettings: { Ports: Record<string, { HostPort: string }[] | null> }
}

/** One row for each container of the stack. */
export async function dockerStatus(): Promise<StatusRow[]> {
  const ids = await stackContainers()
  if (ids.length === 0) return []
  const [{ stdout }, memory] = await Promise.all([
    execa('docker', ['inspect', ...ids]),
    memoryByName(ids),
  ])
  const rows = (JSON.parse(stdout) as Inspected[]).map(one => toRow(one, memory))
  return rows.sort((a, b) => a.process.localeCompare(b.process))
}

function toRow(one: Inspected, memory: Map<string, number>): StatusRow {
  const name = one.Name.slice(1)
  const { Status: state, Pid: pid, Health: health } = one.State
  const healthy = state === 'running' && (health === undefined || health.Status === 'healthy')
  const ports = Object.values(one.NetworkSettings.Ports).flatMap(bindings => bindings ?? [])
  return {
    process: name.replace(`${composeProject}-`, ''),
    state,
    pid: pid === 0 ? undefined : pid,
    restarts: one.RestartCount,
    rssBytes: memory.get(name),
    port: ports[0] && Number(ports[0].HostPort),
    healthy,
    problem: healthy ? undefined : state === 'running' ? health?.Status : state,
  }
}

async function memoryByName(ids: string[]): Promise<Map<string, number>> {
  const format = '{{.Name}}\t{{.MemUsage}}'
  const { stdout } = await execa('docker', ['stats', '--no-stream', '--format', format, ...ids])
  const lines = stdout.split('\n').map(line => line.split('\t'))
  return new Map(lines.map(([name = '', usage = '']) => [name, parseMemory(usage)]))
}

const units: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** Bytes of what `docker stats` prints, as in `83.1MiB / 256MiB`. */
export function parseMemory(usage: string): number {
  const [, amount, unit] = /^([\d.]+)([KMG]?i?B)/.exec(usage) ?? []
  return Math.round(Number(amount ?? 0) * (units[unit ?? 'B'] ?? 1))
}
