import type { Config } from '../config.ts'
import { dockerStatus } from '../docker/status.ts'
import type { Layout } from '../layout.ts'
import { findMarked } from '../mark.ts'
import { nativeStatus } from '../native-status.ts'
import { findRunMode } from '../run-mode.ts'
import { formatStatus, type StatusRow } from '../status-row.ts'

/** Prints every process; returns the exit code: 1 when one is not healthy or nothing runs. */
export async function status(config: Config, layout: Layout, json: boolean): Promise<number> {
  const found = await findRunMode(layout)
  const rows: StatusRow[] =
    found?.mode === 'native' ? await nativeStatus(found.client) : found ? await dockerStatus() : []
  if (json) console.log(JSON.stringify({ mode: found?.mode ?? null, processes: rows }, null, 2))
  else console.log(found ? formatStatus(rows) : absence(config))
  return rows.length > 0 && rows.every(row => row.healthy) ? 0 : 1
}

// A supervisor that was killed leaves its processes behind.
function absence({ stateDir }: Config): string {
  const left = findMarked(stateDir).map(({ name, pid }) => `${name} (${pid})`)
  if (left.length === 0) return 'The stack does not run: ./firedrill up'
  return `Nobody supervises what is left of the stack: ${left.join(', ')}\n→ ./firedrill down, or up`
}
