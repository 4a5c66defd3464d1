import type { ControlClient } from './control-client.ts'
import { findProblem } from './health.ts'
import { residentBytes } from './procfs.ts'
import type { StatusRow } from './status-row.ts'

/** One row for each process of the running native stack. */
export async function nativeStatus(client: ControlClient): Promise<StatusRow[]> {
  const specs = (await client.stack())?.processes ?? []
  const views = await client.processes()
  return Promise.all(
    views.map(async view => {
      const spec = specs.find(({ name }) => name === view.name)
      const problem = await problemOf(view.state, spec?.health)
      return {
        process: view.name,
        state: view.state,
        pid: view.pid,
        restarts: view.restarts,
        rssBytes: view.pid === undefined ? undefined : residentBytes(view.pid),
        port: spec?.ports[0]?.port,
        healthy: problem === undefined,
        problem,
      }
    }),
  )
}

async function problemOf(
  state: string,
  health: Parameters<typeof findProblem>[0] | undefined,
): Promise<string | undefined> {
  if (state !== 'running') return state
  return health && (await findProblem(health))
}
