import { spawn } from 'node:child_process'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { ProcessSpec } from '../../../../native/src/stack/process-spec.ts'
import { listenForControl } from '../../../../native/src/supervisor/control-server.ts'
import { createSupervisor, type Supervisor } from '../../../../native/src/supervisor/supervisor.ts'

/** The launcher's supervisor and control socket, with a few processes of our choice. */
export interface MiniStack {
  readonly socket: string
  readonly supervisor: Supervisor
}

/** A process of a mini stack: a name of the stack, and what runs under it. */
export interface MiniProcess {
  readonly name: string
  readonly args: string[]
  readonly env?: Record<string, string>
}

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

export async function startMiniStack(
  t: TestContext,
  folder: string,
  processes: readonly MiniProcess[],
): Promise<MiniStack> {
  const supervisor = createSupervisor({ stack: processes.map(specOf), launch, log: () => {} })
  const socket = join(folder, 'control.sock')
  const info = { pid: process.pid, startedAt: '', rulesProfile: 'training', clusterName: 'test' }
  const server: Server = await listenForControl({
    socket,
    supervisor,
    info: { ...info, ports: {} } as unknown as Parameters<typeof listenForControl>[0]['info'],
    onShutdown: () => {},
  })
  t.after(async () => {
    await supervisor.stopAll()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  await supervisor.startAll()
  return { socket, supervisor }
}

function specOf({ name, args, env = {} }: MiniProcess): ProcessSpec {
  return {
    name,
    command: process.execPath,
    args,
    env,
    cwd: root,
    ports: [],
    health: { kind: 'kafka', port: 0 },
    restart: 'always',
    stopSignal: 'SIGTERM',
    stopGraceSeconds: 10,
    stopStage: 0,
  }
}

function launch({ command, args, env, cwd }: ProcessSpec) {
  const environment = { PATH: process.env.PATH ?? '', ...env }
  return spawn(command, args, { cwd, env: environment, stdio: 'ignore', detached: true })
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
