import { brokerConfig } from '../../src/faults/broker-config.ts'
import type { FaultUse } from '../../src/faults/fault.ts'
import { offsets } from '../../src/faults/offsets.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { processControl } from '../../src/faults/process.ts'
import { quota } from '../../src/faults/quota.ts'
import { serviceSettings } from '../../src/faults/service-settings.ts'
import { topicConfig } from '../../src/faults/topic-config.ts'
import type { StackDouble } from './stack-double.ts'

const topic = 'drill-test'
/** Every way to change the state of a stack. */
export const changingUses: FaultUse[] = [
  topicConfig.with({ topic: 'orders', key: 'retention.ms', value: '1000' }),
  topicConfig.with({ topic: 'orders', key: 'flush.messages', value: '1' }),
  topicConfig.with({ topic: 'orders', key: 'retention.ms', value: null }),
  brokerConfig.with({ broker: 'kafka-2', key: 'num.io.threads', value: '1' }),
  quota.with({ clientId: 'producer', key: 'producer_byte_rate', value: 1000 }),
  serviceSettings.with({ service: 'payment-1', set: { dedupe: false } }),
  processControl.with({ process: 'kafka-3', action: 'pause' }),
  processControl.with({ process: 'leader:orders', action: 'stop' }),
  offsets.with({ group: 'email-service', topic: 'orders', to: 'latest' }),
  ownedTopic.with({ topic, partitions: 2, replicas: 1, config: {} }),
]

/** What a revert must restore; a table that became empty is as good as none. */
export function stateOf({
  processes,
  settings,
  topics,
  brokers,
  quotas,
  offsets,
  partitions,
}: StackDouble) {
  const full = Object.entries(quotas).filter(([, row]) => Object.keys(row).length > 0)
  const state = { processes, settings, topics, brokers, offsets, partitions }
  return structuredClone({ ...state, quotas: Object.fromEntries(full) })
}
