import type { ChaosClient } from './client.ts'

/** The id of the run under way; null when there is none. */
export async function activeRun(client: ChaosClient): Promise<string | null> {
  return (await client.call<{ activeRun: string | null }>('GET', '/status')).activeRun
}
