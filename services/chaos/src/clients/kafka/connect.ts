import type { KafkaConfig } from '@firedrill/service-kit/config'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Kafka } from 'kafkajs'

/** Makes a kafkajs client that the brokers know by this id. */
export type Connect = (clientId: string) => Promise<Kafka>

/**
 * kafkajs is read when the first load or transaction needs it: most runs do without, and it would
 * take a tenth of this service's memory.
 */
export function createConnect(config: KafkaConfig, logger: Logger): Connect {
  return async clientId => {
    const { createKafka } = await import('@firedrill/service-kit/kafka/client')
    return createKafka({ ...config, SERVICE_NAME: clientId }, logger)
  }
}
