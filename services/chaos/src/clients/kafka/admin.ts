import { readFileSync } from 'node:fs'
import type { KafkaConfig } from '@firedrill/service-kit/config'
import { Admin, type BaseOptions } from '@platformatic/kafka'
import { type ConfigAdmin, createConfigAdmin } from './configs.ts'
import { createGroupAdmin, type GroupAdmin } from './groups.ts'
import { createQuotaAdmin, type QuotaAdmin } from './quotas.ts'
import { createTopicAdmin, type TopicAdmin } from './topics.ts'

/** What the chaos service asks of Kafka, and changes there. */
export interface KafkaAdmin {
  readonly topics: TopicAdmin
  readonly configs: ConfigAdmin
  readonly quotas: QuotaAdmin
  readonly groups: GroupAdmin
  close(): Promise<void>
}

/**
 * @platformatic/kafka and not kafkajs, whose alterConfigs replaces all overrides of a topic and
 * which knows no quotas. Nothing is connected before the first call.
 */
export function createKafkaAdmin(config: KafkaConfig & { SERVICE_NAME: string }): KafkaAdmin {
  const admin = new Admin({
    clientId: config.SERVICE_NAME,
    bootstrapBrokers: config.KAFKA_BROKERS.split(','),
    connectTimeout: 3000,
    requestTimeout: 10_000,
    timeout: 10_000,
    retries: 2,
    retryDelay: 250,
    ...security(config),
  })
  return {
    topics: createTopicAdmin(admin),
    configs: createConfigAdmin(admin),
    quotas: createQuotaAdmin(admin),
    groups: createGroupAdmin(admin),
    close: () => admin.close(),
  }
}

function security(config: KafkaConfig): Partial<BaseOptions> {
  const options: Partial<BaseOptions> = {}
  if (config.KAFKA_SSL) {
    const file = config.KAFKA_SSL_CA_FILE
    options.tls = file === undefined ? {} : { ca: readFileSync(file, 'utf8') }
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

const mechanisms = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const
