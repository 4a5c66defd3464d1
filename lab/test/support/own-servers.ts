import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLogger } from '@firedrill/service-kit/logger'
import { type LabConfig, readConfig } from '../../src/config.ts'
import type { LabContext } from '../../src/experiments/experiment.ts'
import { experiments } from '../../src/experiments/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { createLabMetrics } from '../../src/metrics.ts'
import { createParts } from '../../src/parts.ts'
import { findRabbit, installAdvice } from '../../src/servers/rabbitmq.ts'
import { startServers } from '../../src/servers/start.ts'
import { quickSizes } from '../../src/sizes.ts'
import { connectSystems } from '../../src/systems/connect.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const libs = process.env.TEST_KAFKA_LIBS ?? join(root, '.firedrill', 'kafka', 'libs')

/** Why these tests cannot run here, or false: what node:test takes for `skip`. */
export function whyNotHere(): string | false {
  if (findRabbit(process.env.PATH ?? '') === undefined) {
    return `RabbitMQ is not installed; ${installAdvice}`
  }
  return existsSync(libs) ? false : `no Kafka in ${libs}: run ./firedrill up once`
}

/** A whole lab on free ports below a folder of its own. */
export async function openLab(): Promise<{
  context: LabContext
  config: LabConfig
  close(): Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'fd-lab-'))
  chmodSync(folder, 0o755) // PostgreSQL's own user has to pass
  const failures: unknown[] = []
  const parts = createParts(error => void failures.push(error))
  const close = async () => {
    await parts.stopAll()
    rmSync(folder, { recursive: true, force: true })
    if (failures.length > 0) throw failures[0]
  }
  try {
    const config = readConfig({
      PATH: process.env.PATH,
      FIREDRILL_STATE_DIR: folder,
      KAFKA_LIBS: libs,
      ...(await freePorts()),
    })
    return { config, close, context: await openContext(config, parts) }
  } catch (error) {
    await close()
    throw error
  }
}

async function openContext(
  config: LabConfig,
  parts: ReturnType<typeof createParts>,
): Promise<LabContext> {
  const logger = createLogger({ name: 'lab-test', level: 'silent', pretty: false })
  const servers = await startServers(config)
  parts.add(servers.stop)
  const url = `postgres://firedrill:firedrill@127.0.0.1:${config.env.LAB_POSTGRES_PORT}/firedrill`
  const pool = createLedgerPool(url, logger)
  parts.add(() => pool.end())
  const ledger = await openLedger(pool)
  parts.add(ledger.close)
  const systems = await connectSystems(config, { logger, run: 'test' })
  for (const system of systems) parts.add(system.close)
  const metrics = createLabMetrics(experiments.map(({ id }) => id))
  return { systems, ledger, metrics, sizes: quickSizes, seed: 1, progress: () => undefined }
}

const settings = [
  'LAB_KAFKA_PORT',
  'LAB_KAFKA_CONTROLLER_PORT',
  'LAB_POSTGRES_PORT',
  'RABBITMQ_PORT',
  'RABBITMQ_METRICS_PORT',
  'RABBITMQ_DIST_PORT',
  'RABBITMQ_EPMD_PORT',
]

/** Ports below those that Linux lends to outgoing connections: ours may be open for a while. */
async function freePorts(): Promise<Record<string, string>> {
  const ports: Record<string, string> = {}
  let port = 24_000 + Math.floor(Math.random() * 7000)
  for (const setting of settings) {
    do port += 1
    while (!(await isFree(port)))
    ports[setting] = String(port)
  }
  return ports
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
