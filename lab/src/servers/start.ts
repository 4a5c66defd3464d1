import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { assertPortsFree } from '../../../native/src/preflight/ports.ts'
import { fetchKafkaJars } from '../../../native/src/prepare/kafka-jars.ts'
import { findPostgres } from '../../../native/src/programs.ts'
import type { PortSetting } from '../../../native/src/settings.ts'
import type { LabConfig } from '../config.ts'
import { startKafka } from './kafka.ts'
import { endLeftovers } from './leftovers.ts'
import { startPostgres } from './postgres.ts'
import { requireRabbit, startRabbit } from './rabbitmq.ts'
import type { Server } from './server.ts'

/** One server that the lab can start by itself. */
interface Missing {
  readonly name: string
  readonly ports: { setting: PortSetting; port: number }[]
  start(): Promise<Server>
}

/**
 * Starts those servers that the environment does not name, all at once; ends them again when one
 * does not start.
 * @returns how to end them
 * @throws LauncherError for a taken port, OperationalError for a program that is missing or fails
 */
export async function startServers(config: LabConfig): Promise<Server> {
  const missing = [missingKafka(config), missingRabbit(config), missingPostgres(config)].flat()
  await endLeftovers(config.folder)
  await assertPortsFree(missing)
  const results = await Promise.allSettled(missing.map(({ start }) => start()))
  const started = results.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
  const stop = async () => {
    await Promise.all(started.map(server => server.stop()))
    // Hundreds of megabytes that nobody needs; what they logged stays.
    for (const { name } of missing) {
      rmSync(join(config.folder, name, 'data'), { recursive: true, force: true })
    }
  }
  const failed = results.find(result => result.status === 'rejected')
  if (failed === undefined) return { stop }
  await stop()
  throw failed.reason
}

const report = () => undefined

function missingKafka({ kafka, env, folder, kafkaLibs, root }: LabConfig): Missing[] {
  if (kafka !== undefined) return []
  const ports = { client: env.LAB_KAFKA_PORT, controller: env.LAB_KAFKA_CONTROLLER_PORT }
  return [
    {
      name: 'kafka',
      ports: [
        { setting: 'LAB_KAFKA_PORT', port: ports.client },
        { setting: 'LAB_KAFKA_CONTROLLER_PORT', port: ports.controller },
      ],
      start: async () => {
        await fetchKafkaJars({
          mvn: 'mvn',
          pom: join(root, 'kafka', 'pom.xml'),
          libs: kafkaLibs,
          report,
        })
        return startKafka({
          folder: join(folder, 'kafka'),
          ports,
          libs: kafkaLibs,
          root,
          path: env.PATH,
        })
      },
    },
  ]
}

function missingRabbit({ env, folder }: LabConfig): Missing[] {
  if (env.RABBITMQ_URL !== undefined) return []
  // Asked before anything starts: the answer is not worth waiting for the others.
  const script = requireRabbit(env.PATH)
  const ports = {
    amqp: env.RABBITMQ_PORT,
    metrics: env.RABBITMQ_METRICS_PORT,
    distribution: env.RABBITMQ_DIST_PORT,
    epmd: env.RABBITMQ_EPMD_PORT,
  }
  return [
    {
      name: 'rabbitmq',
      ports: [
        { setting: 'RABBITMQ_PORT', port: ports.amqp },
        { setting: 'RABBITMQ_METRICS_PORT', port: ports.metrics },
        { setting: 'RABBITMQ_DIST_PORT', port: ports.distribution },
        { setting: 'RABBITMQ_EPMD_PORT', port: ports.epmd },
      ],
      start: () => startRabbit({ script, folder: join(folder, 'rabbitmq'), ports, path: env.PATH }),
    },
  ]
}

function missingPostgres({ env, folder }: LabConfig): Missing[] {
  if (env.LEDGER_URL !== undefined) return []
  const port = env.LAB_POSTGRES_PORT
  return [
    {
      name: 'postgres',
      ports: [{ setting: 'LAB_POSTGRES_PORT', port }],
      start: async () => {
        const programs = findPostgres({ path: env.PATH })
        return startPostgres({ folder: join(folder, 'postgres'), port, programs })
      },
    },
  ]
}
