import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Admin } from '@platformatic/kafka'
import { formatStorage, requireKafkaJars, startBroker } from './broker-process.ts'
import { type KeyPair, makeAuthority, makeCertificate } from './certificates.ts'
import { eventually } from './eventually.ts'
import { freePorts } from './free-ports.ts'
import { writeSecuredProperties } from './secured-properties.ts'

/** Every user of the broker has this password. */
export const password = 'correct-horse'

/** A broker that nobody talks to without TLS and a name, and that authorizes each request. */
export interface SecuredBroker {
  /** Logged in as the only user who may do everything. */
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
 * @param names who can log in with SASL and may do nothing yet
 * @throws when Kafka's jars or `openssl` are not there, or with the broker's last lines
 */
export async function startSecuredBroker(names: readonly string[]): Promise<SecuredBroker> {
  requireKafkaJars()
  const users = ['admin', ...names]
  const folder = await mkdtemp(join(tmpdir(), 'fd-secured-'))
  const authority = await makeAuthority(folder, 'authority')
  const otherAuthority = await makeAuthority(folder, 'other-authority')
  const certificate = (name: string) => makeCertificate(folder, name, authority)
  const broker = await certificate('broker')
  const [sasl = 0, mutualTls = 0, controller = 0] = await freePorts(3)
  const ports = { sasl, mutualTls, controller }
  const secured = { folder, ports, authority, broker, users, password }
  const properties = await writeSecuredProperties(secured)
  await formatStorage(properties, users.flatMap(scramOptions))
  const child = startBroker(properties)
  const address = `localhost:${sasl}`
  const admin = await connectAdmin(address, authority)
  async function stop(): Promise<void> {
    await admin.close().catch(() => undefined)
    await child.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await eventually(() => admin.listTopics(), 60_000)
  } catch (cause) {
    await stop()
    throw new Error(`the secured broker did not start:\n${child.lastLines()}`, { cause })
  }
  const addresses = { sasl: address, mutualTls: `localhost:${mutualTls}` }
  return { admin, ...addresses, authority, otherAuthority, certificate, stop }
}

function scramOptions(name: string): string[] {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap(mechanism => [
    '--add-scram',
    `${mechanism}=[name=${name},password=${password}]`,
  ])
}

async function connectAdmin(address: string, authority: KeyPair): Promise<Admin> {
  return new Admin({
    clientId: 'fd-secured-admin',
    bootstrapBrokers: [address],
    tls: { ca: await readFile(authority.cert, 'utf8') },
    tlsServerName: true,
    sasl: { mechanism: 'SCRAM-SHA-512', username: 'admin', password },
    retries: 0,
  })
}
