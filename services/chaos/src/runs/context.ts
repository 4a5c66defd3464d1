import type { FaultContext } from '../faults/fault.ts'
import { tryAppend } from './best-effort.ts'
import { tell } from './entries.ts'
import type { RunParts } from './parts.ts'
import type { Run } from './run.ts'

/** What a fault works with inside a run: it knows the run's time, and may add to its timeline. */
export function contextOf(parts: RunParts, run: Run): FaultContext {
  return {
    ...parts.context,
    ttlSeconds: run.ttlSeconds,
    tell: text => tryAppend(parts, run.id, tell('note', text)),
  }
}
