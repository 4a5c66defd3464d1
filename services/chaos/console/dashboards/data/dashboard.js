import { get } from '../../api.js'
import { explain } from '../../explain.js'

const retryMs = 3000

/**
 * A dashboard as Grafana stores it; asks again while the service does not answer.
 * @param onProblem (words), empty when it is over
 * @returns undefined when there is no such dashboard
 */
export async function loadDashboard(uid, onProblem) {
  for (;;) {
    try {
      const dashboard = await get(`/api/dashboards/${encodeURIComponent(uid)}`)
      onProblem('')
      return dashboard
    } catch (error) {
      onProblem(`This dashboard cannot be shown: ${explain(error)}`)
      if (error.status < 500) return undefined
      await new Promise(resolve => setTimeout(resolve, retryMs))
    }
  }
}
