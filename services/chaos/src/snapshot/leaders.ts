import type { TopicPartitions } from '../clients/kafka/elect-leaders.ts'
import type { PartitionState } from '../clients/kafka/topics.ts'
import { type Aspect, splitPath } from './aspect.ts'

/** Whether each partition is led by its preferred replica: `orders/0`. */
export const leadersAspect: Aspect = {
  id: 'leaders',
  async read({ kafka }) {
    const partitions = await kafka.topics.partitions()
    return Object.fromEntries(
      partitions.map(each => [`${each.topic}/${each.partition}`, leadership(each)]),
    )
  },
  async restore({ kafka }, differences) {
    const byTopic = new Map<string, number[]>()
    for (const [topic, partition] of differences.map(({ path }) => splitPath(path))) {
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), Number(partition)])
    }
    const wanted = [...byTopic].map(
      ([topic, partitions]): TopicPartitions => ({ topic, partitions }),
    )
    await kafka.topics.electPreferredLeaders(wanted)
  },
  // A topic that is new, gone, or led better than before.
  tolerates: ({ before, after }) => before !== 'preferred' || after === undefined,
}

function leadership({ leader, replicas }: PartitionState): 'preferred' | 'other' {
  return leader === replicas[0] ? 'preferred' : 'other'
}
