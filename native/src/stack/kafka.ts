import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import type { ProcessSpec } from './process-spec.ts'

export const brokerIds = [1, 2, 3] as const
export type BrokerId = (typeof brokerIds)[number]

/** Fixed, so that all three formats agree; 16 bytes in base64, as Kafka wants it. */
export const clusterId = 'ZmlyZWRyaWxsLWNsdXN0ZQ'

// One thread collects a 384 MB heap in a few milliseconds. With the first compiler alone a broker
// takes 2.8 s of CPU to start and 4 % of a core when idle; with both compilers 5.2 s and 8 %.
const jvmFlags = [
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
]

/** What distinguishes one broker from the others; the rest is kafka/server.properties. */
export function brokerProperties(
  { ports }: Config,
  layout: Layout,
  id: BrokerId,
): Record<string, string> {
  const client = ports[`KAFKA_${id}_PORT`]
  const controller = ports[`KAFKA_${id}_CONTROLLER_PORT`]
  const voters = brokerIds.map(
    voter => `${voter}@127.0.0.1:${ports[`KAFKA_${voter}_CONTROLLER_PORT`]}`,
  )
  return {
    'node.id': String(id),
    listeners: `PLAINTEXT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${client}`,
    'controller.quorum.voters': voters.join(','),
    'log.dirs': layout.data(`kafka-${id}`),
  }
}

/** The file that a broker starts with; written by the preparation. */
export function brokerPropertiesFile(layout: Layout, id: BrokerId): string {
  return join(layout.run, `kafka-${id}.properties`)
}

/** Comma list of the brokers as clients on this machine reach them. */
export function bootstrapServers({ ports }: Config): string {
  return brokerIds.map(id => `127.0.0.1:${ports[`KAFKA_${id}_PORT`]}`).join(',')
}

/** The three brokers. */
export function kafkaProcesses(config: Config, layout: Layout, programs: Programs): ProcessSpec[] {
  return brokerIds.map(id => {
    const port = config.ports[`KAFKA_${id}_PORT`]
    return {
      name: `kafka-${id}`,
      command: programs.java,
      args: [
        ...jvmFlags,
        ...agentFlag(config, layout, id),
        `-Dlog4j2.configurationFile=${join(config.root, 'kafka', 'log4j2.yaml')}`,
        '-cp',
        join(layout.kafkaLibs, '*'),
        'kafka.Kafka',
        brokerPropertiesFile(layout, id),
      ],
      env: {},
      cwd: config.root,
      ports: [
        { setting: `KAFKA_${id}_PORT`, port },
        {
          setting: `KAFKA_${id}_CONTROLLER_PORT`,
          port: config.ports[`KAFKA_${id}_CONTROLLER_PORT`],
        },
        { setting: `KAFKA_${id}_JMX_PORT`, port: config.ports[`KAFKA_${id}_JMX_PORT`] },
      ],
      health: { kind: 'kafka', port },
      restart: 'always',
      stopSignal: 'SIGTERM',
      // The last one has no quorum left to say goodbye to, and would wait for minutes.
      stopGraceSeconds: 15,
      stopStage: 2,
    }
  })
}

function agentFlag({ root, ports }: Config, layout: Layout, id: BrokerId): string[] {
  const rules = join(root, 'kafka', 'jmx-exporter.yml')
  const jar = findAgent(layout.kafkaLibs)
  if (!existsSync(rules) || !jar) return []
  return [`-javaagent:${jar}=127.0.0.1:${ports[`KAFKA_${id}_JMX_PORT`]}:${rules}`]
}

function findAgent(libs: string): string | undefined {
  if (!existsSync(libs)) return undefined
  const name = readdirSync(libs).find(file => file.startsWith('jmx_prometheus_javaagent-'))
  return name && join(libs, name)
}
