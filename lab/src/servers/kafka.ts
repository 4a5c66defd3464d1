import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { OperationalError } from '@firedrill/service-kit/errors'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLogger } from '@firedrill/service-kit/logger'
import { labErrors } from '../errors.ts'
import { startChild } from './child.ts'
import { type Server, startAll, untilItAnswers } from './server.ts'

export interface KafkaServerOptions {
  readonly folder: string
  readonly ports: { readonly client: number; readonly controller: number }
  /** The folder with Kafka's jars. */
  readonly libs: string
  /** The project's root folder. */
  readonly root: string
  readonly path: string
}

const silent = createLogger({ name: 'lab', level: 'silent', pretty: false })

// The same as the brokers of the stack: native/src/stack/kafka.ts gives the reasons.
const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true']

/**
 * Starts a Kafka broker of its own with the stack's properties, alone: one copy of everything.
 * @throws OperationalError NOT_INSTALLED without Kafka's jars, or NOT_STARTED
 */
export async function startKafka(options: KafkaServerOptions): Promise<Server> {
  const { folder, ports, libs, root, path } = options
  if (!existsSync(libs)) {
    const detail = `Kafka's jars in ${libs}; ./firedrill up fetches them`
    throw new OperationalError(labErrors.notInstalled, detail)
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const properties = join(folder, 'server.properties')
  writeFileSync(properties, propertiesOf(options))
  const classPath = ['-cp', join(libs, '*')]
  const format = ['kafka.tools.StorageTool', 'format', '-t', 'bGFiLW9mLWZpcmVkcmlsbA', '-c']
  const env = { PATH: path, LANG: 'C.UTF-8' }
  await promisify(execFile)('java', [...jvm, ...classPath, ...format, properties], { env })
  const logging = `-Dlog4j2.configurationFile=${join(root, 'kafka', 'log4j2.yaml')}`
  const broker = startChild({
    command: 'java',
    args: [...jvm, logging, ...classPath, 'kafka.Kafka', properties],
    env,
    mark: dirname(folder),
    cwd: folder,
    logFile: join(folder, 'kafka.log'),
    stopSignal: 'SIGTERM',
  })
  return startAll([broker], () =>
    untilItAnswers('Kafka', broker, () => askBroker(`127.0.0.1:${ports.client}`)),
  )
}

function propertiesOf({ root, folder, ports }: KafkaServerOptions): string {
  const shared = readFileSync(join(root, 'kafka', 'server.properties'), 'utf8')
  const own = {
    'node.id': '1',
    listeners: `PLAINTEXT://127.0.0.1:${ports.client},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.client}`,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'log.dirs': join(folder, 'data'),
    ...oneCopy,
  }
  const lines = Object.entries(own).map(([key, value]) => `${key}=${value}`)
  // Of a key that is there twice the last one counts.
  return `${shared}\n# The only broker of the lab.\n${lines.join('\n')}\n`
}

const oneCopy = {
  'default.replication.factor': '1',
  'min.insync.replicas': '1',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
}

async function askBroker(broker: string): Promise<void> {
  const config = { KAFKA_BROKERS: broker, KAFKA_SSL: false, SERVICE_NAME: 'lab' }
  const admin = createKafka(config, silent, { retries: 0 }).admin()
  try {
    await admin.connect()
    await admin.describeCluster()
  } finally {
    await admin.disconnect()
  }
}
