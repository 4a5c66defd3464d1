import { randomBytes } from 'node:crypto'
import { OperationalError } from '@firedrill/service-kit/errors'
import { createHttpApp } from '@firedrill/service-kit/http'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { type LabConfig, missingServers } from './config.ts'
import { labErrors } from './errors.ts'
import type { LabContext } from './experiments/experiment.ts'
import { type Ledger, openLedger } from './ledger/ledger.ts'
import { createLabMetrics, type LabMetrics } from './metrics.ts'
import type { Parts } from './parts.ts'
import { announceTargets } from './scrape-targets.ts'
import { addressesOf } from './servers/addresses.ts'
import { connectSystems } from './systems/connect.ts'

export interface LabParts {
  readonly config: LabConfig
  /** Gets everything that is to be ended. */
  readonly parts: Parts
  readonly logger: Logger
  /** Ids of the experiments, for their metrics. */
  readonly ids: readonly string[]
  progress(text: string): void
}

/**
 * Opens all that experiments work with: the port of the metrics first, which keeps a second lab
 * away, then the servers that are not there, the ledger and both systems.
 * @throws OperationalError or LauncherError that says what to do
 */
export async function openLab(
  lab: LabParts,
): Promise<Pick<LabContext, 'systems' | 'ledger' | 'metrics'>> {
  const { config, parts, logger } = lab
  const metrics = createLabMetrics(lab.ids)
  await serveMetrics(lab, metrics)
  await startMissingServers(lab)
  const ledger = await connectLedger(lab)
  const systems = await connectSystems(config, { logger, run: randomBytes(3).toString('hex') })
  for (const system of systems) parts.add(system.close)
  parts.add(announceTargets(config))
  return { systems, ledger, metrics }
}

async function serveMetrics({ config, parts, logger }: LabParts, { registry }: LabMetrics) {
  const http = createHttpApp({ logger, registry, readiness: createReadiness([]) })
  parts.add(() => http.close())
  const { HTTP_HOST: host, LAB_PORT: port } = config.env
  try {
    await http.listen({ host, port })
  } catch (cause) {
    const detail = `${port} (LAB_PORT in .env), by another lab or another program`
    throw new OperationalError(labErrors.portTaken, detail, { cause })
  }
}

/** What starts servers is not needed, and not there, in a container, where all of them are named. */
async function startMissingServers({ config, parts, progress }: LabParts): Promise<void> {
  const missing = missingServers(config)
  if (missing.length === 0) return
  progress(`starting ${missing.join(', ')}`)
  const { startServers } = await import('./servers/start.ts')
  const servers = await startServers(config)
  parts.add(servers.stop)
}

async function connectLedger({ config, parts, logger }: LabParts): Promise<Ledger> {
  const { ledgerUrl } = addressesOf(config)
  const pool = createLedgerPool(ledgerUrl, logger)
  parts.add(() => pool.end())
  const ledger = await openLedger(pool).catch(cause => {
    if (cause instanceof OperationalError) throw cause
    const detail = `PostgreSQL at ${new URL(ledgerUrl).host}`
    throw new OperationalError(labErrors.notReachable, detail, { cause })
  })
  parts.add(ledger.close)
  return ledger
}
