import { rmSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'
import { listenForControl } from './control-server.ts'
import { createLaunch } from './launch.ts'
import { boundLogs } from './log-files.ts'
import { createSupervisor } from './supervisor.ts'

/**
 * Makes this process the supervisor of a stack: starts it, answers on the control socket, and stops
 * it on a signal, on POST /shutdown, or when the launcher that holds the IPC channel is gone.
 */
export async function runSupervisor(
  config: Config,
  layout: Layout,
  stack: ProcessSpec[],
): Promise<void> {
  const log = (message: string) => console.log(`${new Date().toISOString()} ${message}`)
  const supervisor = createSupervisor({ stack, launch: createLaunch(config, layout), log })

  let ending = false
  const shutDown = async (reason: string) => {
    if (ending) return
    ending = true
    log(`stopping the stack: ${reason}`)
    await supervisor.stopAll()
    rmSync(layout.controlSocket, { force: true })
    log('stopped')
    process.exit(0)
  }
  listenForTheEnd(shutDown)

  boundLogs(layout.logs)
  await listenForControl({
    socket: layout.controlSocket,
    supervisor,
    info: {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      ports: config.ports,
      rulesProfile: config.rulesProfile,
      clusterName: config.clusterName,
      processes: stack.map(({ name, ports, health }) => ({ name, ports, health })),
    },
    onShutdown: () => void shutDown('asked to'),
  })
  await supervisor.startAll()
}

function listenForTheEnd(shutDown: (reason: string) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void shutDown(signal))
  }
  process.on('disconnect', () => void shutDown('the launcher has ended'))
  process.on('message', message => {
    if (message !== 'detach') return
    process.removeAllListeners('disconnect')
    process.disconnect()
  })
}
