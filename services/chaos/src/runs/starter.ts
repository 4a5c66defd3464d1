import { isDeepStrictEqual } from 'node:util'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import { createRunControl } from './control.ts'
import { executeRun } from './executor.ts'
import { createRun } from './new-run.ts'
import type { RunParts } from './parts.ts'
import { findTrouble } from './quiet.ts'
import type { RunRecord } from './record.ts'
import type { AcceptedRequest } from './request.ts'
import { isOver, type Run } from './run.ts'
import type { Slot } from './slot.ts'

/** Starts a run; see `RunManager.start`. */
export type Start = (
  request: AcceptedRequest,
  idempotencyKey?: string,
) => Promise<{ run: Run; replayed: boolean }>

export function createStarter(parts: RunParts, slot: Slot): Start {
  const { store } = parts
  // Closes the gap between the checks and the creation of a run.
  let starting = false
  /** Starts that are under way, by their Idempotency-Key. */
  const underWay = new Map<string, Promise<Run>>()

  async function begin(request: AcceptedRequest, key: string | undefined): Promise<Run> {
    assertFree(parts, starting)
    starting = true
    try {
      if (!request.force) await assertQuiet(parts)
      // Somebody may have halted while the stack was being looked at.
      assertUnlocked(parts)
      const origin = { force: request.force, ...(key !== undefined && { idempotencyKey: key }) }
      const record = await store.create(createRun(request), origin)
      const control = createRunControl(record.run.id)
      slot.occupy(control, executeRun(parts, record, request.scenario, control))
      // Or while the run was being written down.
      if (parts.lock.state.locked) control.end('halted')
      return record.run
    } finally {
      starting = false
    }
  }

  return async (request, key) => {
    if (key === undefined) return { run: await begin(request, key), replayed: false }
    // The second of two at once finds the run of the first.
    while (underWay.has(key)) await underWay.get(key)?.catch(() => undefined)
    const earlier = store.list().find(record => record.idempotencyKey === key)
    if (earlier !== undefined) {
      assertSame(earlier, request)
      return { run: earlier.run, replayed: true }
    }
    const run = begin(request, key).finally(() => underWay.delete(key))
    underWay.set(key, run)
    return { run: await run, replayed: false }
  }
}

function assertUnlocked({ lock }: RunParts): void {
  if (lock.state.locked) throw new OperationalError(chaosErrors.locked, lock.state.reason ?? '')
}

function assertFree(parts: RunParts, starting: boolean): void {
  assertUnlocked(parts)
  const open = parts.store.list().find(({ run }) => !isOver(run))
  if (open === undefined && !starting) return
  const which = open === undefined ? 'one is starting' : `${open.run.id} (${open.run.scenario})`
  throw new OperationalError(chaosErrors.conflictingRun, which)
}

async function assertQuiet({ context, prometheus }: RunParts): Promise<void> {
  const trouble = await findTrouble(context, prometheus)
  if (trouble.length === 0) return
  throw new OperationalError(chaosErrors.stackNotQuiet, trouble.join('; '))
}

function assertSame({ run, force = false }: RunRecord, request: AcceptedRequest): void {
  const { scenario, params, ttlSeconds } = run
  const asked = { ...request, scenario: request.scenario.id }
  if (isDeepStrictEqual({ scenario, params, ttlSeconds, force } satisfies typeof asked, asked))
    return
  const message = `has started ${run.id}, which is another request`
  throw new OperationalError(chaosErrors.invalidRequest, `Idempotency-Key ${message}`, {
    fields: [{ field: 'Idempotency-Key', message }],
  })
}
