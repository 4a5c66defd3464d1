import { readFileSync } from 'node:fs'
import type { KafkaConfig } from '@firedrill/service-kit/config'
import type { ConnectionOptions } from '@platformatic/kafka'

const mechanisms = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const

/** TLS and SASL from the environment, as the protocol client takes them. */
export function connectionOptions(config: KafkaConfig): ConnectionOptions {
  const options: ConnectionOptions = {}
  if (config.KAFKA_SSL) {
    const caFile = config.KAFKA_SSL_CA_FILE
    options.tls = caFile === undefined ? {} : { ca: [readFileSync(caFile, 'utf8')] }
    options.tlsServerName = true
  }
  if (config.KAFKA_SASL_MECHANISM !== undefined) {
    options.sasl = {
      mechanism: mechanisms[config.KAFKA_SASL_MECHANISM],
      username: config.KAFKA_SASL_USERNAME ?? '',
      password: config.KAFKA_SASL_PASSWORD ?? '',
    }
  }
  return options
}

/** "host:port,host:port" as addresses. */
export function parseBrokers(list: string): Address[] {
  return list.split(',').map(item => {
    const at = item.lastIndexOf(':')
    return { host: item.slice(0, at), port: Number(item.slice(at + 1)) }
  })
}

/** Where a broker listens. */
export interface Address {
  readonly host: string
  readonly port: number
}
