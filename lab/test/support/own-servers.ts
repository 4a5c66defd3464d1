import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@firedrill/service-kit/logger'
import { readConfig } from '../../src/config.ts'
import type { LabContext } from '../../src/experiments/experiment.ts'
import { experiments } from '../../src/experiments/index.ts'
import { openLab } from '../../src/open-lab.ts'
import { createParts } from '../../src/parts.ts'
import { requireRabbit } from '../../src/servers/rabbitmq.ts'
import { quickSizes } from '../../src/sizes.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const libs = process.env.TEST_KAFKA_LIBS ?? join(root, '.firedrill', 'kafka', 'libs')

/** Why these tests cannot run here, or false: what node:test takes for `skip`. */
export function whyNotHere(): string | false {
  try {
    requireRabbit(process.env.PATH ?? '')
  } catch (error) {
    return (error as Error).message
  }
  return existsSync(libs) ? false : `no Kafka in ${libs}: run ./firedrill up once`
}

/** A whole lab on free ports below a folder of its own. */
export async function openOwnLab() {
  const folder = mkdtempSync(join(tmpdir(), 'fd-lab-'))
  chmodSync(folder, 0o755) // PostgreSQL's own user has to pass
  const failures: unknown[] = []
  const parts = createParts(error => void failures.push(error))
  const close = async () => {
    await parts.stopAll()
    rmSync(folder, { recursive: true, force: true })
    if (failures.length > 0) throw failures[0]
  }
  const env = { PATH: process.env.PATH, FIREDRILL_STATE_DIR: folder, KAFKA_LIBS: libs }
  const config = readConfig({ ...env, ...(await freePorts()) })
  try {
    const ids = experiments.map(({ id }) => id)
    const opened = await openLab({ config, parts, logger, ids, progress })
    const context: LabContext = { ...opened, sizes: quickSizes, seed: 1, progress }
    return { config, context, close }
  } catch (error) {
    await close()
    throw error
  }
}

const progress = () => undefined
const logger = createLogger({ name: 'lab-test', level: 'silent', pretty: false })

const settings = [
  'LAB_PORT',
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
