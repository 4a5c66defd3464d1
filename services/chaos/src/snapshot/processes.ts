import { ensureRunning } from '../processes/controller.ts'
import type { Aspect } from './aspect.ts'

/** Whether each process runs: `kafka-3`. */
export const processesAspect: Aspect = {
  id: 'processes',
  async read({ processes }) {
    const views = await processes.list()
    return Object.fromEntries(views.map(({ name, state }) => [name, state]))
  },
  async restore({ processes }, differences) {
    for (const { path: name, before } of differences) {
      if (before === 'stopped') await processes.stop(name)
      else await ensureRunning(processes, name)
    }
  },
  // In a crash loop before, alive now: better, and not ours to undo.
  tolerates: ({ before, after }) => after === 'running' && before !== 'stopped',
}
