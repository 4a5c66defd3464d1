import { setTimeout as sleep } from 'node:timers/promises'
import { createRecorder, type Recorder } from '../recorder.ts'
import type { Route, System } from '../systems/system.ts'
import type { LabContext } from './experiment.ts'

/** Who reads, and under which name that stands in the ledger. */
export interface Reading {
  readonly system: System
  readonly route: Route
  readonly experiment: string
  readonly reader: string
}

/**
 * Lets one member of a reader read orders that were sent before, and go.
 * @param count so many must come
 * @param lingerMs how much longer it stays, to see whether more come
 * @returns what was recorded of it
 */
export async function readWaiting(
  context: LabContext,
  { system, route, experiment, reader }: Reading,
  count: number,
  lingerMs = 0,
): Promise<Recorder> {
  const recorder = createRecorder(context, { experiment, system: system.name, reader })
  const members = await route.read(reader, { members: 1, handle: recorder.handle })
  try {
    await recorder.untilHandled(count)
    if (lingerMs > 0) await sleep(lingerMs)
  } finally {
    await members.leave()
  }
  return recorder
}
