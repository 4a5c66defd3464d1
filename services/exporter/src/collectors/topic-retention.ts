import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, chunks, collectEach } from './collected.ts'

/** What a topic keeps before it deletes; −1 is without bound. */
export interface TopicRetention {
  readonly topic: string
  readonly seconds: number
  /** Of each partition. */
  readonly bytes: number
}

const topicsPerRequest = 500
const keys = ['cleanup.policy', 'retention.ms', 'retention.bytes']

/**
 * Reads the retention of all topics, defaults of the brokers included; one broker answers for the
 * whole cluster. A topic that is only compacted deletes nothing by age or size, and is left out.
 */
export async function collectTopicRetention(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<TopicRetention[]>> {
  const failures: unknown[] = []
  const parts = chunks([...cluster.topics.keys()], topicsPerRequest)
  const collected = await collectEach(parts, async names => {
    const wanted = names.map(resourceName => ({
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName,
      configurationKeys: keys,
    }))
    const { answeredBy } = cluster
    const { results } = await brokers.request(answeredBy, describeConfigsV4.api, wanted)
    return results.flatMap(result => {
      if (result.errorCode !== 0) {
        failures.push(new ItemError(result.resourceName, result.errorCode))
      }
      return retentionOf(result)
    })
  })
  return { value: collected.value.flat(), failures: [...collected.failures, ...failures] }
}

type Described = describeConfigsV4.DescribeConfigsResponseResult

function retentionOf({ resourceName: topic, configs }: Described): TopicRetention[] {
  const values = new Map(configs.map(({ name, value }) => [name, value]))
  const [policy, ms, bytes] = keys.map(key => values.get(key))
  if (!policy?.split(',').includes('delete') || !ms || !bytes) return []
  const seconds = Number(ms) < 0 ? -1 : Number(ms) / 1000
  return [{ topic, seconds, bytes: Number(bytes) }]
}
