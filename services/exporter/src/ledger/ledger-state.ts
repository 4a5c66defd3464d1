import { readFile } from 'node:fs/promises'
import type { Logger } from '@firedrill/service-kit/logger'
import { writeAtomically } from '@firedrill/service-kit/settings'
import { check } from '@firedrill/service-kit/validation'
import { type Static, Type } from 'typebox'
import type { Judged } from './judged-topics.ts'

const count = Type.Integer({ minimum: 0 })

const passed = Type.Object({
  since: count,
  topics: Type.Record(
    Type.String(),
    Type.Object({ since: count, offsets: Type.Record(Type.String(), count) }),
  ),
})

const ledgerState = Type.Object({
  /** Totals go on after a restart, so that nothing between two scrapes is hidden by a reset. */
  totals: Type.Object({
    payments: count,
    duplicates: count,
    lost: count,
    inversions: count,
  }),
  payments: Type.Object({
    /** Highest payment id that was counted. */
    position: count,
    /** Ids below it that were missing. */
    missing: Type.Array(Type.Object({ low: count, high: count })),
  }),
  /** How far orders were judged as lost or not. Absent at first. */
  passed: Type.Optional(passed),
  /** Absent in what was saved before freshness was judged. */
  freshness: Type.Optional(Type.Object({ position: count, due: count, fresh: count })),
})

/** How far the ledger was read, and what was found. */
export type LedgerState = Static<typeof ledgerState>

/** What is shown. */
export type LedgerTotals = LedgerState['totals'] & { readonly due: number; readonly fresh: number }

/** Reads the state; what is missing or damaged counts as a first start. */
export async function loadLedgerState(
  file: string,
  logger: Logger,
): Promise<LedgerState | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const result = check(ledgerState, parse(text))
  if (result.ok) return result.value
  logger.warn({ file, fields: result.fields }, 'the saved ledger position is damaged')
  return undefined
}

/** Makes the function that writes the state when it changed; a crash leaves the old or the new. */
export function createStateWriter(file: string): (state: LedgerState) => Promise<void> {
  let written = ''
  return async state => {
    const text = JSON.stringify(state)
    if (text === written) return
    await writeAtomically(file, text)
    written = text
  }
}

/** What was saved of it, with maps in place of objects. */
export function judgedOf({ since, topics }: Static<typeof passed>): Judged {
  const known = Object.entries(topics).map(([topic, judged]) => {
    const offsets = Object.entries(judged.offsets).map(
      ([partition, offset]) => [Number(partition), offset] as const,
    )
    return [topic, { since: judged.since, offsets: new Map(offsets) }] as const
  })
  return { since, topics: new Map(known) }
}

/** What is saved of it, with objects in place of maps. */
export function savedJudged({ since, topics }: Judged): Static<typeof passed> {
  const known = [...topics].map(
    ([topic, judged]) =>
      [topic, { since: judged.since, offsets: Object.fromEntries(judged.offsets) }] as const,
  )
  return { since, topics: Object.fromEntries(known) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
