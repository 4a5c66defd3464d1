import type { Config } from '../config.ts'
import { dockerToken } from '../docker/up.ts'
import type { Layout } from '../layout.ts'
import { findRunMode, runningConfig } from '../run-mode.ts'
import { readToken } from '../summary.ts'
import { type ChaosClient, createChaosClient } from './client.ts'

/** A client of the running stack's chaos service, with the token of its run mode. */
export async function connectToChaos(config: Config, layout: Layout): Promise<ChaosClient> {
  const { ports } = await runningConfig(config, layout)
  const token = await findToken(config, layout)
  return createChaosClient(`http://127.0.0.1:${ports.CHAOS_PORT}`, token)
}

/** The token of whichever stack runs, unless one is set. */
export async function findToken(config: Config, layout: Layout): Promise<string | undefined> {
  if (config.chaosToken !== undefined) return config.chaosToken
  const found = await findRunMode(layout)
  return found?.mode === 'docker' ? await dockerToken() : readToken(layout.chaosToken)
}
