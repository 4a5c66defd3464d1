import type { Admin } from 'kafkajs'

/** One topic as it is created; `config` holds its overrides. */
export interface TopicSpec {
  readonly topic: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly config: Readonly<Record<string, string>>
}

const hourMs = 3_600_000

/** The topics of the stack: the one place that declares them. */
export const topology: readonly TopicSpec[] = [
  replicated('orders', 6, { 'retention.ms': String(168 * hourMs) }),
  replicated('invoices', 3, { 'retention.ms': String(168 * hourMs) }),
  // Large records: bounded by time and by size, so that an idle stack stays small.
  replicated('audit', 3, {
    'retention.ms': String(hourMs),
    'retention.bytes': String(64 * 1024 * 1024),
    'segment.bytes': String(8 * 1024 * 1024),
  }),
  replicated('orders.dlq', 3, { 'retention.ms': String(336 * hourMs) }),
]

function replicated(topic: string, partitions: number, config: Record<string, string>): TopicSpec {
  return { topic, partitions, replicationFactor: 3, config }
}

/**
 * Creates the topics that do not exist yet; leaves those that do as they are.
 * @throws the broker's error, e.g. while fewer brokers than the replication factor are up
 */
export async function ensureTopics(admin: Admin, specs = topology): Promise<void> {
  const present = new Set(await admin.listTopics())
  const missing = specs.filter(spec => !present.has(spec.topic))
  if (missing.length === 0) return
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(spec => ({
      topic: spec.topic,
      numPartitions: spec.partitions,
      replicationFactor: spec.replicationFactor,
      configEntries: Object.entries(spec.config).map(([name, value]) => ({ name, value })),
    })),
  })
}
