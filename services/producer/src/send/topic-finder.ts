import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Admin, Kafka } from 'kafkajs'
import type { Partitions } from './partitions.ts'

interface FinderParts {
  readonly kafka: Kafka
  readonly partitions: Partitions
  readonly readiness: Readiness
  readonly logger: Logger
  /** Ends the search. */
  readonly signal: AbortSignal
}

/** Learns the partitions of topics that come into use while the producer runs. */
export interface TopicFinder {
  /** Asks the cluster once. @returns whether the topic exists; its partitions are known then */
  look(topic: string): Promise<boolean>
  /** Asks, and says in /health/ready that it waits, until the topic exists or is not wanted. */
  find(topic: string, isWanted: () => boolean): Promise<void>
}

const askAgainMs = 1000

export function createTopicFinder(parts: FinderParts): TopicFinder {
  const { kafka, partitions, readiness, logger, signal } = parts

  async function look(topic: string): Promise<boolean> {
    const admin = kafka.admin()
    await admin.connect()
    try {
      await learnTopics(admin, [topic], partitions)
    } finally {
      await admin.disconnect()
    }
    return partitions.count(topic) > 0
  }

  async function find(topic: string, isWanted: () => boolean): Promise<void> {
    const dependency = `topic ${topic}`
    while (isWanted() && partitions.count(topic) === 0 && !signal.aborted) {
      const reason = await look(topic).then(
        found => (found ? undefined : 'does not exist, its records wait'),
        error => (error instanceof Error ? error.message : String(error)),
      )
      if (reason === undefined) break
      readiness.missing(dependency, reason)
      logger.warn({ topic, reason }, 'a topic of the settings cannot be used, trying again')
      await sleep(askAgainMs, undefined, { signal }).catch(() => undefined)
    }
    readiness.ready(dependency)
  }

  return { look, find }
}

/** Learns the partitions of those topics that exist. Asking for one that does not may create it. */
export async function learnTopics(
  admin: Admin,
  names: readonly string[],
  partitions: Partitions,
): Promise<void> {
  const present = new Set(await admin.listTopics())
  const known = [...new Set(names)].filter(name => present.has(name))
  // An empty list would ask for all there are.
  if (known.length === 0) return
  const { topics } = await admin.fetchTopicMetadata({ topics: known })
  for (const topic of topics) partitions.learn(topic.name, topic.partitions)
}
