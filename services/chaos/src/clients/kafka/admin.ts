import type { KafkaConfig } from '@firedrill/service-kit/config'
import { kafkaSecurity } from '@firedrill/service-kit/kafka/security'
import { Admin } from '@platformatic/kafka'
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
    tlsServerName: config.KAFKA_SSL,
    ...kafkaSecurity(config),
  })
  return {
    topics: createTopicAdmin(admin),
    configs: createConfigAdmin(admin),
    quotas: createQuotaAdmin(admin),
    groups: createGroupAdmin(admin),
    close: () => admin.close(),
  }
}
