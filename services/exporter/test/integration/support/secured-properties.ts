import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyPair } from './certificates.ts'

/** What a secured broker is made of. */
export interface Secured {
  readonly folder: string
  readonly ports: { readonly sasl: number; readonly mutualTls: number; readonly controller: number }
  readonly authority: KeyPair
  readonly broker: KeyPair
  /** Who can log in with SASL; `admin` may do everything, the others nothing. */
  readonly users: readonly string[]
  /** Of every user. */
  readonly password: string
}

/** Writes the properties of the broker and returns the file. */
export async function writeSecuredProperties(secured: Secured): Promise<string> {
  const { folder, broker } = secured
  // The broker wants its key and its certificate in one file.
  const keyStore = join(folder, 'broker-keystore.pem')
  const parts = await Promise.all([broker.key, broker.cert].map(file => readFile(file, 'utf8')))
  await writeFile(keyStore, parts.join(''))
  const file = join(folder, 'server.properties')
  await writeFile(file, [node(secured), tls(secured, keyStore), sasl(secured), acls].join(''))
  return file
}

function node({ folder, ports }: Secured): string {
  const listeners = [
    `SASL://localhost:${ports.sasl}`,
    `MUTUAL://localhost:${ports.mutualTls}`,
    `CONTROLLER://127.0.0.1:${ports.controller}`,
  ]
  return `
node.id=1
process.roles=broker,controller
listeners=${listeners.join(',')}
listener.security.protocol.map=SASL:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:${ports.controller}
inter.broker.listener.name=SASL
offsets.topic.replication.factor=1
offsets.topic.num.partitions=3
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=3
group.initial.rebalance.delay.ms=0
log.dirs=${join(folder, 'data')}
`
}

function tls({ authority }: Secured, keyStore: string): string {
  return `
ssl.keystore.type=PEM
ssl.keystore.location=${keyStore}
ssl.truststore.type=PEM
ssl.truststore.location=${authority.cert}
listener.name.mutual.ssl.client.auth=required
`
}

function sasl({ users, password }: Secured): string {
  const plainUsers = users.map(user => `user_${user}="${password}"`).join(' ')
  const module = 'org.apache.kafka.common.security'
  const jaas = (mechanism: string) => `listener.name.sasl.${mechanism}.sasl.jaas.config=${module}`
  return `
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
${jaas('plain')}.plain.PlainLoginModule required ${plainUsers};
${jaas('scram-sha-256')}.scram.ScramLoginModule required;
${jaas('scram-sha-512')}.scram.ScramLoginModule required username="admin" password="${password}";
`
}

const acls = `
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
# The controller's listener takes no names; nobody but the node itself talks to it.
super.users=User:admin;User:ANONYMOUS
`
