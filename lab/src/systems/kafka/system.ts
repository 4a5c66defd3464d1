import type { KafkaConfig } from '@firedrill/service-kit/config'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import type { Logger } from '@firedrill/service-kit/logger'
import type { RouteOptions, System } from '../system.ts'
import { openTopic } from './topic.ts'

export interface KafkaSystemOptions {
  readonly config: KafkaConfig
  readonly logger: Logger
  /** Names topics and groups, so that two runs never meet. */
  readonly run: string
  readonly version: string
}

/**
 * Kafka with the good practice of the stack: an idempotent producer that waits for all replicas in
 * sync, keyed by account.
 * @throws the client's error when no broker answers
 */
export async function connectKafka(options: KafkaSystemOptions): Promise<System> {
  const { config, logger, run, version } = options
  const kafka = createKafka({ ...config, SERVICE_NAME: 'lab' }, logger, { retries: 5 })
  const admin = kafka.admin()
  await admin.connect()
  return {
    name: 'kafka',
    version,
    openRoute: (name: string, route: RouteOptions) =>
      openTopic({ kafka, admin }, `lab-${run}-${name}`, route),
    close: () => admin.disconnect(),
  }
}
