import type { Config } from './config.ts'
import { type ControlClient, createControlClient } from './control-client.ts'
import { stackContainers } from './docker/compose.ts'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'

/** How the stack runs at the moment. */
export type RunMode = { mode: 'native'; client: ControlClient } | { mode: 'docker' }

/** The mode of the running stack, or undefined when nothing runs. */
export async function findRunMode(layout: Layout): Promise<RunMode | undefined> {
  const client = createControlClient(layout.controlSocket)
  if (await client.stack()) return { mode: 'native', client }
  return (await stackContainers()).length > 0 ? { mode: 'docker' } : undefined
}

/** @throws LauncherError NOT_RUNNING */
export async function requireRunMode(layout: Layout): Promise<RunMode> {
  const found = await findRunMode(layout)
  if (found) return found
  throw new LauncherError('NOT_RUNNING', 'the stack does not run', './firedrill up')
}

/** The configuration the stack was started with, where that can be known: .env may have changed. */
export async function runningConfig(config: Config, layout: Layout): Promise<Config> {
  const info = await createControlClient(layout.controlSocket).stack()
  if (!info) return config
  const { ports, rulesProfile, clusterName } = info
  return { ...config, ports, rulesProfile, clusterName }
}
