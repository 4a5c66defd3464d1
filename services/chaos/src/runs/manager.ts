import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import type { FaultUse } from '../faults/fault.ts'
import { findTaken, takeAction } from './actions.ts'
import { type Brake, createBrake } from './brake.ts'
import { createRunControl } from './control.ts'
import { type ActiveRun, applyFix, undoFix } from './fixes.ts'
import type { RunParts } from './parts.ts'
import type { RunRecord } from './record.ts'
import { recoverRun } from './recover.ts'
import { isOver, type Run } from './run.ts'
import { createSlot, type Slot } from './slot.ts'
import { createStarter, type Start } from './starter.ts'

/** Starts, steers and ends runs; one at a time. */
export interface RunManager extends Brake {
  /**
   * @returns the run, and whether the key had started it before
   * @throws OperationalError LOCKED, CONFLICTING_RUN, STACK_NOT_QUIET, INVALID_REQUEST for a key
   * that belongs to another request
   */
  readonly start: Start
  /** Asks a run to end; one that is over stays as it is. */
  stop(runId: string): Run
  applyFix(runId: string, fixId: string): Promise<Run>
  undoFix(runId: string, fixId: string): Promise<Run>
  /**
   * Does something by hand in the run under way; what a key has done already is not done again.
   * @returns the run in which it was done
   * @throws OperationalError RUN_NOT_ACTIVE, INVALID_REQUEST for a key that is used up
   */
  takeAction(use: FaultUse, idempotencyKey?: string): Promise<Run>
  status(): { locked: boolean; reason?: string; activeRun: string | null }
  /** Reverts what an earlier life left behind; returns at once. */
  recover(): void
  /** Reverts the run under way, as far as the time allows. */
  close(graceSeconds: number): Promise<void>
}

export function createRunManager(parts: RunParts): RunManager {
  const { store, lock } = parts
  const slot = createSlot(parts.logger)
  return {
    start: createStarter(parts, slot),
    stop: runId => {
      const { run } = find(parts, runId)
      if (!isOver(run) && slot.control?.runId === runId) slot.control.end('stopped')
      return run
    },
    applyFix: async (runId, fixId) => {
      const active = findActive(parts, slot, runId)
      await applyFix(parts, active, fixId)
      return active.record.run
    },
    undoFix: async (runId, fixId) => {
      const active = findActive(parts, slot, runId)
      await undoFix(parts, active, fixId)
      return active.record.run
    },
    takeAction: async (use, key) => {
      const runId = slot.control?.runId
      if (runId !== undefined) {
        return takeAction(parts, findActive(parts, slot, runId), use, key)
      }
      const earlier = findTaken(store, key, use)
      if (earlier !== undefined) return earlier
      throw new OperationalError(chaosErrors.runNotActive, 'no run is under way')
    },
    ...createBrake(parts, slot),
    status: () => ({ ...lock.state, activeRun: slot.control?.runId ?? null }),
    recover: () => {
      for (const record of store.list().filter(({ run }) => !isOver(run))) {
        const before = slot.done
        slot.occupy(
          createRunControl(record.run.id),
          before.then(() => recoverRun(parts, record)),
        )
      }
    },
    close: async graceSeconds => {
      slot.control?.end('interrupted')
      await Promise.race([slot.done, sleep(graceSeconds * 1000, undefined, { ref: false })])
    },
  }
}

function find({ store }: RunParts, runId: string): RunRecord {
  const record = store.get(runId)
  if (record !== undefined) return record
  throw new OperationalError(chaosErrors.unknownRun, JSON.stringify(runId))
}

/** @throws OperationalError UNKNOWN_RUN or RUN_NOT_ACTIVE */
function findActive(parts: RunParts, { control }: Slot, runId: string): ActiveRun {
  const record = find(parts, runId)
  const scenario = parts.scenarios.find(({ id }) => id === record.run.scenario)
  if (control?.runId !== runId || scenario === undefined) {
    throw new OperationalError(chaosErrors.runNotActive, `${runId} is ${record.run.state}`)
  }
  return { record, scenario, control }
}
