import { styleText } from 'node:util'
import { activeRun } from '../chaos/active-run.ts'
import type { ChaosClient } from '../chaos/client.ts'
import { LauncherError } from '../errors.ts'

interface Hints {
  /** How many steps there are; 0 for a scenario that breaks nothing. */
  of: number
  hints: { text: string; now?: string[]; inThisRun?: string[] }[]
}

/** What a step reveals, the first one aside. */
const further = new Map([
  [2, 'what to ask'],
  [3, 'the cause'],
])

/**
 * Shows the hints of the run under way, or of the one that is named, with what is measured now.
 * @param step how far: 1 where to look, 2 what to ask, 3 the cause
 * @throws LauncherError when no run is under way, or none has that name
 */
export async function hints(
  client: ChaosClient,
  name: string | undefined,
  { step = 1 }: { step?: number } = {},
): Promise<number> {
  const runId = name ?? (await activeRun(client))
  if (runId === null) {
    throw new LauncherError('REFUSED', 'No run is under way', './firedrill run <scenario>')
  }
  const path = `/runs/${encodeURIComponent(runId)}/hints?step=${step}`
  const { of, hints: shown } = await client.call<Hints>('GET', path)
  if (of === 0) console.log('This scenario has no hints: nothing is broken.')
  for (const [index, { text, now = [], inThisRun = [] }] of shown.entries()) {
    console.log(`${styleText('bold', String(index + 1))}  ${text}`)
    for (const line of now) console.log(`   ${styleText('dim', `now ${line}`)}`)
    for (const line of inThisRun) console.log(`   ${styleText('dim', `in this run ${line}`)}`)
  }
  if (step < of) console.log(`→ ${commandFor(name, step + 1)}: ${further.get(step + 1)}`)
  return 0
}

function commandFor(name: string | undefined, step: number): string {
  return ['./firedrill hints', ...(name === undefined ? [] : [name]), `--step ${step}`].join(' ')
}
