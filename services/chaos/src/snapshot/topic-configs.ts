import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import type { Overrides } from '../clients/kafka/overrides.ts'
import type { Aspect } from './aspect.ts'

/** All overrides of each topic: `orders`. */
export const topicConfigsAspect: Aspect = {
  id: 'topic-configs',
  read: ({ kafka }) => kafka.configs.topicOverrides(),
  async restore({ kafka }, differences) {
    for (const { path: topic, before, after } of differences) {
      await restoreTopic(kafka, topic, before as Overrides, after as Overrides)
    }
  },
  // A topic that appeared meanwhile; one that is gone is the residue of `partitions`.
  tolerates: ({ before, after }) => before === undefined || after === undefined,
}

async function restoreTopic(
  kafka: KafkaAdmin,
  topic: string,
  before: Overrides,
  after: Overrides,
): Promise<void> {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[key] !== after[key]) await kafka.configs.setTopic(topic, key, before[key])
  }
}
