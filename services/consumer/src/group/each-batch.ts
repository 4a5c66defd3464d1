import type { EachBatchPayload } from 'kafkajs'
import type { ConsumerMetrics } from '../metrics.ts'
import type { Batch } from '../processing/batch.ts'
import type { BatchProcessor } from '../processing/batch-processor.ts'
import type { Assignment } from './assignment.ts'
import type { createCommitter } from './committer.ts'
import type { Generation } from './generation.ts'
import { startHeartbeats } from './heartbeats.ts'

interface EachBatchParts {
  readonly group: string
  readonly heartbeatIntervalMs: number
  readonly processor: BatchProcessor
  readonly metrics: ConsumerMetrics
  readonly assignment: Assignment
  readonly commit: ReturnType<typeof createCommitter>
  readonly currentGeneration: () => Generation
  /** Told of every sign of life. */
  readonly onAlive: () => void
}

/** Makes the function that kafkajs calls with what it fetched of one partition. */
export function createEachBatch(parts: EachBatchParts) {
  return async (payload: EachBatchPayload): Promise<void> => {
    const generation = parts.currentGeneration()
    const heartbeats = startHeartbeats({
      async heartbeat() {
        await payload.heartbeat()
        parts.onAlive()
      },
      intervalMs: parts.heartbeatIntervalMs,
      generation,
      onFailure: error => parts.metrics.countError(parts.group, error),
    })
    try {
      await parts.processor.process(toBatch(parts, payload, generation))
    } finally {
      heartbeats.stop()
    }
  }
}

function toBatch(parts: EachBatchParts, payload: EachBatchPayload, generation: Generation): Batch {
  const { group, metrics, assignment } = parts
  const { topic, partition, messages, highWatermark } = payload.batch
  const { soon, lost } = generation
  const lastOf = (count: number) => messages[count - 1]?.offset ?? '-1'
  return {
    group,
    topic,
    partition,
    size: messages.length,
    soon,
    lost,
    read: (from, end) =>
      messages.slice(from, end).map(({ offset, key, value, headers = {} }) => {
        return { topic, partition, offset, key, value, headers }
      }),
    commit(count) {
      const position = { partition, offset: (BigInt(lastOf(count)) + 1n).toString() }
      const offsets = { topics: [{ topic, partitions: [position] }] }
      return parts.commit(() => payload.commitOffsetsIfNecessary(offsets), { topic, ...position })
    },
    passed(count) {
      const offset = lastOf(count)
      payload.resolveOffset(offset)
      assignment.setLag(topic, partition, Number(BigInt(highWatermark) - BigInt(offset) - 1n))
    },
    finished(count) {
      metrics.recordsConsumed.inc({ group, topic, partition }, count)
    },
  }
}
