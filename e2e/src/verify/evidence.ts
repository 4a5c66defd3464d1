import type { Scenario } from '../stack/chaos-types.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import type { Limits } from './limits.ts'
import type { Observer } from './observer.ts'

interface Parts {
  prometheus: PrometheusClient
  observer: Observer
  limits: Limits
}

/**
 * Waits for the evidence of a scenario's fault: an alert may go on for a while without it.
 * @param since milliseconds since the epoch; what happened before does not count
 * @returns the value of the evidence, 0 or more; undefined when it did not show in time
 */
export async function seeEvidence(
  { prometheus, observer, limits }: Parts,
  { evidence }: Scenario,
  since: number,
): Promise<number | undefined> {
  if (evidence === null) return undefined
  const { expr } = evidence
  let value: number | undefined
  const earliest = since + limits.evidenceWindow * 1000
  const waitSeconds = Math.max(0, earliest - Date.now()) / 1000
  await observer.until(async () => {
    const now = Date.now()
    if (now < earliest) return false
    const window = `${Math.ceil((now - since) / 1000)}s`
    value = await prometheus.value(expr.replaceAll('$since', window)).catch(unlessRefused)
    return value !== undefined
  }, waitSeconds + limits.evidence)
  return value
}

/** Prometheus may be slow to answer while a fault is in; what it refuses is written wrongly. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof Error && /answered 4/.test(error.message)) throw error
}
