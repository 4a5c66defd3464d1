import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import type { FaultUse } from '../faults/fault.ts'
import { takeAction } from './actions.ts'
import { createRunControl, type RunControl } from './control.ts'
import { executeRun } from './executor.ts'
import { type ActiveRun, applyFix, undoFix } from './fixes.ts'
import { createRun } from './new-run.ts'
import type { RunParts } from './parts.ts'
import { findTrouble } from './quiet.ts'
import type { RunRecord } from './record.ts'
import { recoverRun } from './recover.ts'
import type { AcceptedRequest } from './request.ts'
import { isOver, type Run } from './run.ts'

/** Starts, steers and ends runs; one at a time. */
export interface RunManager {
  /**
   * @returns the run, and whether the key had started it before
   * @throws OperationalError LOCKED, CONFLICTING_RUN, STACK_NOT_QUIET, INVALID_REQUEST for a key
   * that belongs to another request
   */
  start(request: AcceptedRequest, idempotencyKey?: string): Promise<{ run: Run; replayed: boolean }>
  /** Asks a run to end; one that is over stays as it is. */
  stop(runId: string): Run
  applyFix(runId: string, fixId: string): Promise<Run>
  undoFix(runId: string, fixId: string): Promise<Run>
  /** Does something by hand in the run under way. @throws OperationalError RUN_NOT_ACTIVE */
  takeAction(use: FaultUse): Promise<Run>
  /** Forbids new runs and ends the one under way. */
  halt(reason: string): Promise<void>
  unlock(reason: string): Promise<void>
  status(): { locked: boolean; reason?: string; activeRun: string | null }
  /** Reverts what an earlier life left behind; returns at once. */
  recover(): void
  /** Reverts the run under way, as far as the time allows. */
  close(graceSeconds: number): Promise<void>
}

export function createRunManager(parts: RunParts): RunManager {
  const { store, lock, metrics, logger, scenarios } = parts
  let active: { control: RunControl; done: Promise<void> } | undefined
  // Closes the gap between the checks and the creation of a run.
  let starting = false
  metrics.locked(lock.state.locked)

  function track(control: RunControl, work: Promise<void>): void {
    const done = work
      .catch(error => logger.error({ err: error, run: control.runId }, 'a run could not be led'))
      .finally(() => {
        if (active?.control === control) active = undefined
      })
    active = { control, done }
  }

  function assertFree(): void {
    if (lock.state.locked) throw new OperationalError(chaosErrors.locked, lock.state.reason ?? '')
    const open = store.list().find(({ run }) => !isOver(run))
    if (open === undefined && !starting) return
    const which = open === undefined ? 'one is starting' : `${open.run.id} (${open.run.scenario})`
    throw new OperationalError(chaosErrors.conflictingRun, which)
  }

  async function assertQuiet(): Promise<void> {
    const trouble = await findTrouble(parts.context, parts.prometheus)
    if (trouble.length === 0) return
    throw new OperationalError(chaosErrors.stackNotQuiet, trouble.join('; '))
  }

  async function begin(request: AcceptedRequest, key: string | undefined): Promise<Run> {
    assertFree()
    starting = true
    try {
      if (!request.force) await assertQuiet()
      // Somebody may have halted while the stack was being looked at.
      if (lock.state.locked) throw new OperationalError(chaosErrors.locked, lock.state.reason ?? '')
      const record = await store.create(createRun(request), key)
      const control = createRunControl(record.run.id)
      track(control, executeRun(parts, record, request.scenario, control))
      // Or while the run was being written down.
      if (lock.state.locked) control.end('halted')
      return record.run
    } finally {
      starting = false
    }
  }

  function find(runId: string): RunRecord {
    const record = store.get(runId)
    if (record !== undefined) return record
    throw new OperationalError(chaosErrors.unknownRun, JSON.stringify(runId))
  }

  async function onActive(runId: string, work: (active: ActiveRun) => Promise<void>): Promise<Run> {
    const record = find(runId)
    const scenario = scenarios.find(({ id }) => id === record.run.scenario)
    if (active?.control.runId !== runId || scenario === undefined) {
      throw new OperationalError(chaosErrors.runNotActive, `${runId} is ${record.run.state}`)
    }
    await work({ record, scenario, control: active.control })
    return record.run
  }

  return {
    start: async (request, key) => {
      const earlier = store
        .list()
        .find(record => key !== undefined && record.idempotencyKey === key)
      if (earlier === undefined) return { run: await begin(request, key), replayed: false }
      assertSame(earlier.run, request)
      return { run: earlier.run, replayed: true }
    },
    stop: runId => {
      const { run } = find(runId)
      if (!isOver(run) && active?.control.runId === runId) active.control.end('stopped')
      return run
    },
    applyFix: (runId, fixId) => onActive(runId, run => applyFix(parts, run, fixId)),
    undoFix: (runId, fixId) => onActive(runId, run => undoFix(parts, run, fixId)),
    takeAction: async use => {
      const runId = active?.control.runId
      if (runId !== undefined) return onActive(runId, run => takeAction(parts, run, use))
      throw new OperationalError(chaosErrors.runNotActive, 'no run is under way')
    },
    halt: async reason => {
      active?.control.end('halted')
      await lock.set(true, reason)
      // One that began in between.
      active?.control.end('halted')
      metrics.locked(true)
      logger.warn({ reason }, 'halted: no run until unlock')
    },
    unlock: async reason => {
      await lock.set(false, reason)
      metrics.locked(false)
      logger.warn({ reason }, 'unlocked')
    },
    status: () => ({ ...lock.state, activeRun: active?.control.runId ?? null }),
    recover: () => {
      for (const record of store.list().filter(({ run }) => !isOver(run))) {
        const control = createRunControl(record.run.id)
        const before = active?.done ?? Promise.resolve()
        track(
          control,
          before.then(() => recoverRun(parts, record)),
        )
      }
    },
    close: async graceSeconds => {
      active?.control.end('interrupted')
      await Promise.race([active?.done, sleep(graceSeconds * 1000, undefined, { ref: false })])
    },
  }
}

function assertSame(run: Run, { scenario, params }: AcceptedRequest): void {
  if (run.scenario === scenario.id && isDeepStrictEqual(run.params, params)) return
  const message = `has started ${run.id}, which is another request`
  throw new OperationalError(chaosErrors.invalidRequest, `Idempotency-Key ${message}`, {
    fields: [{ field: 'Idempotency-Key', message }],
  })
}
