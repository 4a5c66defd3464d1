import { createWriter } from './api.js'
import { explain } from './explain.js'
import { askReason, askToken } from './views/dialogs.js'
import { toast } from './views/toast.js'

/** What the user can do. Each tells its failure in words and refreshes the page afterwards. */
export function createActions(store) {
  const write = createWriter(askToken)

  async function attempt(work, done) {
    try {
      const answer = await work()
      if (done) toast(done, 'good')
      return answer
    } catch (error) {
      toast(explain(error), 'bad')
      return undefined
    } finally {
      await store.refresh()
    }
  }

  return {
    /** @throws ApiError, so that the form can show each wrong field at its place */
    async start(scenario, params, ttlSeconds) {
      const run = await write('POST', '/runs', { scenario, params, ttlSeconds })
      store.select(undefined)
      await store.refresh()
      return run
    },
    plan: (scenario, params, ttlSeconds) =>
      write('POST', '/runs', { scenario, params, ttlSeconds, dryRun: true }),
    stop: id => attempt(() => write('DELETE', `/runs/${id}`), 'Stopping: everything is put back.'),
    applyFix: (id, fix) => attempt(() => write('POST', `/runs/${id}/fixes`, { fix })),
    undoFix: (id, fix) => attempt(() => write('DELETE', `/runs/${id}/fixes/${fix}`)),
    async halt() {
      const reason = await askReason(
        'Halt everything',
        'Every run is reverted and no new one starts.',
      )
      if (reason) await attempt(() => write('POST', '/halt', { reason }), 'Halted.')
    },
    async unlock() {
      const reason = await askReason('Unlock', 'New runs may start again.')
      if (reason) await attempt(() => write('POST', '/unlock', { reason }), 'Unlocked.')
    },
  }
}
