import type { PrometheusClient } from '../clients/prometheus.ts'
import type { FaultContext } from '../faults/fault.ts'
import { reasonOf } from '../reason.ts'

/**
 * Whatever says that the stack is not healthy: a process that does not run, a service that is
 * not ready, an alert that fires. Empty when a run may begin.
 */
export async function findTrouble(
  context: FaultContext,
  prometheus: PrometheusClient,
): Promise<string[]> {
  const found = await Promise.all([
    orReason(processTrouble(context)),
    orReason(serviceTrouble(context)),
    orReason(alertTrouble(prometheus)),
  ])
  return found.flat()
}

async function processTrouble({ processes }: FaultContext): Promise<string[]> {
  const views = await processes.list()
  return views
    .filter(({ state }) => state !== 'running')
    .map(({ name, state }) => `${name} is ${state}`)
}

async function serviceTrouble({ services }: FaultContext): Promise<string[]> {
  const all = services.names.map(async name => {
    const reason = await services.notReady(name)
    return reason === undefined ? [] : [`${name}: ${reason}`]
  })
  return (await Promise.all(all)).flat()
}

async function alertTrouble(prometheus: PrometheusClient): Promise<string[]> {
  return (await prometheus.firingAlerts()).map(name => `${name} fires`)
}

async function orReason(work: Promise<string[]>): Promise<string[]> {
  try {
    return await work
  } catch (error) {
    return [reasonOf(error)]
  }
}
