import { styleText } from 'node:util'
import { activeRun } from '../chaos/active-run.ts'
import type { ChaosClient } from '../chaos/client.ts'
import { LauncherError } from '../errors.ts'

interface Hints {
  hints: { text: string; now?: string[] }[]
}

/** How many there are: where to look, what to ask, what the cause is. */
const steps = 3

/**
 * Shows the hints of the run under way, or of the one that is named, with what is measured now.
 * @throws LauncherError when no run is under way, or none has that name
 */
export async function hints(client: ChaosClient, name: string | undefined): Promise<number> {
  const runId = name ?? (await activeRun(client))
  if (runId === null) {
    throw new LauncherError('REFUSED', 'No run is under way', './firedrill run <scenario>')
  }
  const path = `/runs/${encodeURIComponent(runId)}/hints?step=${steps}`
  const { hints: all } = await client.call<Hints>('GET', path)
  if (all.length === 0) console.log('This scenario has no hints: nothing is broken.')
  for (const [index, { text, now = [] }] of all.entries()) {
    console.log(`${styleText('bold', String(index + 1))}  ${text}`)
    for (const line of now) console.log(`   ${styleText('dim', `now ${line}`)}`)
  }
  return 0
}
