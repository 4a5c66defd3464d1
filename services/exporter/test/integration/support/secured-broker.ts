import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Admin } from '@platformatic/kafka'
import { type KeyPair, makeAuthority, makeCertificate } from './certificates.ts'
import { eventually } from './eventually.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')
/** Where the launcher puts Kafka's jars. */
const libs = process.env.TEST_KAFKA_LIBS ?? join(root, '.firedrill', 'kafka', 'libs')
const jvm = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(libs, '*')]
const logging = `-Dlog4j2.configurationFile=${join(root, 'kafka', 'log4j2.yaml')}`

/** Every user of the broker has this password; `admin` may do everything, the others nothing. */
export const password = 'correct-horse'

/** A broker that nobody talks to without TLS and a name, and that authorizes each request. */
export interface SecuredBroker {
  readonly admin: Admin
  /** SASL_SSL: PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. */
  readonly sasl: string
  /** SSL with client certificates; the principal is `User:CN=<name>`. */
  readonly mutualTls: string
  readonly authority: KeyPair
  /** An authority that signed nothing here. */
  readonly otherAuthority: KeyPair
  /** A client certificate for a name. */
  certificate(name: string): Promise<KeyPair>
  stop(): Promise<void>
}

/**
 * Starts a single Kafka node of its own with the StandardAuthorizer, on free ports.
 * @param users who can log in with SASL
 * @throws when Kafka's jars are not there
 */
export async function startSecuredBroker(users: readonly string[]): Promise<SecuredBroker> {
  if (!existsSync(libs)) {
    throw new Error(`no Kafka in ${libs}: run ./firedrill up once, or set TEST_KAFKA_LIBS`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'fd-secured-'))
  const authority = await makeAuthority(folder, 'authority')
  const otherAuthority = await makeAuthority(folder, 'other-authority')
  const broker = await makeCertificate(folder, 'broker', authority)
  const ports = await freePorts()
  const properties = join(folder, 'server.properties')
  await writeFile(properties, await serverProperties(folder, ports, { authority, broker, users }))
  await format(properties, users)
  const child = spawn('java', [...jvm, logging, 'kafka.Kafka', properties], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  // A test that fails before its hooks leaves no JVM behind.
  process.once('exit', kill)
  const lastLines = keepLastLines(child)
  const admin = new Admin({
    clientId: 'fd-secured-admin',
    bootstrapBrokers: [`localhost:${ports.sasl}`],
    tls: { ca: await readFile(authority.cert, 'utf8') },
    tlsServerName: true,
    sasl: { mechanism: 'SCRAM-SHA-512', username: 'admin', password },
    retries: 0,
  })
  async function stop(): Promise<void> {
    await admin.close().catch(() => undefined)
    process.removeListener('exit', kill)
    if (child.exitCode === null && child.signalCode === null) {
      kill()
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await eventually(() => admin.listTopics(), 60_000)
  } catch (cause) {
    await stop()
    throw new Error(`the secured broker did not start:\n${lastLines()}`, { cause })
  }
  return {
    admin,
    sasl: `localhost:${ports.sasl}`,
    mutualTls: `localhost:${ports.mutualTls}`,
    authority,
    otherAuthority,
    certificate: name => makeCertificate(folder, name, authority),
    stop,
  }
}

interface Ports {
  readonly sasl: number
  readonly mutualTls: number
  readonly controller: number
}

async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(Array.from({ length: 3 }, () => listening()))
  const [sasl = 0, mutualTls = 0, controller = 0] = servers.map(({ port }) => port)
  await Promise.all(servers.map(({ close }) => close()))
  return { sasl, mutualTls, controller }
}

async function listening() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => promisify(server.close.bind(server))() }
}

interface Secrets {
  readonly authority: KeyPair
  readonly broker: KeyPair
  readonly users: readonly string[]
}

async function serverProperties(folder: string, ports: Ports, secrets: Secrets): Promise<string> {
  const logDir = join(folder, 'data')
  await mkdir(logDir)
  // The broker wants its key and its certificate in one file.
  const keyStore = join(folder, 'broker-keystore.pem')
  const parts = [secrets.broker.key, secrets.broker.cert].map(file => readFile(file, 'utf8'))
  await writeFile(keyStore, (await Promise.all(parts)).join(''))
  const entries = ['admin', ...secrets.users].map(user => `user_${user}="${password}"`)
  const plainUsers = entries.join(' ')
  const listeners = [
    `SASL://localhost:${ports.sasl}`,
    `MUTUAL://localhost:${ports.mutualTls}`,
    `CONTROLLER://127.0.0.1:${ports.controller}`,
  ].join(',')
  const jaas = 'org.apache.kafka.common.security'
  return `
node.id=1
process.roles=broker,controller
listeners=${listeners}
listener.security.protocol.map=SASL:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:${ports.controller}
inter.broker.listener.name=SASL
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.sasl.plain.sasl.jaas.config=${jaas}.plain.PlainLoginModule required ${plainUsers};
listener.name.sasl.scram-sha-256.sasl.jaas.config=${jaas}.scram.ScramLoginModule required;
listener.name.sasl.scram-sha-512.sasl.jaas.config=${jaas}.scram.ScramLoginModule required \\
  username="admin" password="${password}";
ssl.keystore.type=PEM
ssl.keystore.location=${keyStore}
ssl.truststore.type=PEM
ssl.truststore.location=${secrets.authority.cert}
listener.name.mutual.ssl.client.auth=required
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
# The controller's listener takes no names; nobody but the node itself talks to it.
super.users=User:admin;User:ANONYMOUS
offsets.topic.replication.factor=1
offsets.topic.num.partitions=3
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=3
group.initial.rebalance.delay.ms=0
log.dirs=${logDir}
`
}

async function format(properties: string, users: readonly string[]): Promise<void> {
  const credentials = ['admin', ...users].flatMap(user =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap(mechanism => [
      '--add-scram',
      `${mechanism}=[name=${user},password=${password}]`,
    ]),
  )
  const command = ['kafka.tools.StorageTool', 'format', '--cluster-id', 'c2VjdXJlZC1icm9rZXItMQ']
  await promisify(execFile)('java', [...jvm, ...command, '--config', properties, ...credentials])
}

/** Reads what the broker logs, and keeps the end of it for the case that it does not start. */
function keepLastLines(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000)
  })
  return () => text
}
