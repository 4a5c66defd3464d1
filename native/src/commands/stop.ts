import { activeRun } from '../chaos/active-run.ts'
import type { ChaosClient } from '../chaos/client.ts'
import { followRun } from '../chaos/follow.ts'

/** Ends the run under way, or the one that is named, and shows how it is put back. */
export async function stop(client: ChaosClient, name: string | undefined): Promise<number> {
  const runId = name ?? (await activeRun(client))
  if (runId === null) {
    console.log('No run is under way.')
    return 0
  }
  await client.call('DELETE', `/runs/${runId}`)
  return await followRun(client, runId)
}

/** Ends the run under way at once and forbids new ones until unlock. */
export async function halt(client: ChaosClient, reason: string): Promise<number> {
  const runId = await activeRun(client)
  await client.call('POST', '/halt', { reason })
  console.log(`Halted: ${reason}. New runs are forbidden until ./firedrill unlock <reason>.`)
  return runId === null ? 0 : await followRun(client, runId)
}

/** Allows runs again. */
export async function unlock(client: ChaosClient, reason: string): Promise<number> {
  await client.call('POST', '/unlock', { reason })
  console.log('Runs are allowed again.')
  return 0
}
