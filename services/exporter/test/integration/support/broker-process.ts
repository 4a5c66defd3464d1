import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')
/** Where the launcher puts Kafka's jars. */
const libs = process.env.TEST_KAFKA_LIBS ?? join(root, '.firedrill', 'kafka', 'libs')
const jvm = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(libs, '*')]
const logging = `-Dlog4j2.configurationFile=${join(root, 'kafka', 'log4j2.yaml')}`

/** @throws when Kafka's jars are not there */
export function requireKafkaJars(): void {
  if (existsSync(libs)) return
  throw new Error(`no Kafka in ${libs}: run ./firedrill up once, or set TEST_KAFKA_LIBS`)
}

/** Prepares the storage of a new node. @param options of `kafka-storage format` */
export async function formatStorage(properties: string, options: readonly string[]) {
  const command = ['kafka.tools.StorageTool', 'format', '--cluster-id', 'c2VjdXJlZC1icm9rZXItMQ']
  await promisify(execFile)('java', [...jvm, ...command, '--config', properties, ...options])
}

/** A running JVM. */
export interface BrokerProcess {
  /** The end of what it logged, for the case that it does not start. */
  lastLines(): string
  stop(): Promise<void>
}

/** Starts a broker; it does not outlive this process. */
export function startBroker(properties: string): BrokerProcess {
  const child = spawn('java', [...jvm, logging, 'kafka.Kafka', properties], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000)
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    lastLines: () => text,
    async stop() {
      process.removeListener('exit', kill)
      if (child.exitCode !== null || child.signalCode !== null) return
      kill()
      await once(child, 'exit')
    },
  }
}
