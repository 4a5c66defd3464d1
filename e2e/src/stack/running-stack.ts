import { loadConfig } from '../config.ts'
import { eventually } from '../polling.ts'
import { createChaosClient } from './chaos-client.ts'
import { isOver, type Run } from './chaos-types.ts'
import { setOrderRate } from './order-rate.ts'
import { createPrometheusClient } from './prometheus-client.ts'
import { readStatus } from './status.ts'

/** The running stack as integration tests and the kill walk see it. */
export function connect() {
  const config = loadConfig()
  const chaos = createChaosClient(config.chaosUrl, config.token)
  const prometheus = createPrometheusClient(config.prometheusUrl)
  const status = () => readStatus(config.root)

  async function find(name: string) {
    const found = (await status()).find(({ process }) => process === name)
    if (!found) throw new Error(`no process is called ${name}`)
    return found
  }

  return {
    config,
    chaos,
    prometheus,
    /** No run is going on, no alert fires, every process is healthy: a run may begin. */
    quiet: () =>
      eventually('the stack is quiet', 300, async () => {
        if (!(await chaos.runs()).every(isOver)) throw new Error('a run is going on')
        const { firing } = await prometheus.alerts()
        if (firing.size > 0) throw new Error(`${[...firing].join(', ')} fires`)
        return (await status()).every(({ healthy }) => healthy)
      }),
    status,
    find,
    /** Kills like a crash: nobody told the supervisor, so it must revive the process. */
    async kill(name: string): Promise<number> {
      const { pid } = await find(name)
      if (pid === undefined) throw new Error(`${name} does not run`)
      process.kill(pid, 'SIGKILL')
      return pid
    },
    /** Back with another pid, ready or not. */
    restarted: (name: string, oldPid: number, seconds = 60) =>
      eventually(`${name} is started again`, seconds, async () => {
        const { pid } = await find(name)
        return pid !== undefined && pid !== null && pid !== oldPid
      }),
    healthy: (seconds: number) =>
      eventually('every process is healthy', seconds, async () => {
        const ill = (await status()).filter(({ healthy }) => !healthy)
        if (ill.length > 0) throw new Error(ill.map(one => `${one.process} ${one.problem}`).join())
        return true
      }),
    revived: (name: string, oldPid: number, seconds = 60) =>
      eventually(`${name} is revived and healthy`, seconds, async () => {
        const { pid, healthy } = await find(name)
        return healthy && pid !== oldPid
      }),
    finished: (id: string, seconds = 180): Promise<Run> =>
      eventually(`run ${id} is over`, seconds, async () => {
        const run = await chaos.run(id)
        return isOver(run) ? run : undefined
      }),
    async setOrderRate(ordersPerSecond: number): Promise<void> {
      await eventually('the producer takes the order rate', 60, async () => {
        await setOrderRate(config.producerUrl, ordersPerSecond)
        return true
      })
    },
  }
}

export type RunningStack = ReturnType<typeof connect>
