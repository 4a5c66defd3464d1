import type { KafkaConfig } from '@firedrill/service-kit/config'
import { kafkaSecurity } from '@firedrill/service-kit/kafka/security'
import type { ConnectionOptions } from '@platformatic/kafka'

/** TLS and SASL from the environment, as the protocol client takes them. */
export function connectionOptions(config: KafkaConfig): ConnectionOptions {
  const { tls, sasl } = kafkaSecurity(config)
  return { ...(tls && { tls }), ...(sasl && { sasl }) }
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
