import type { Batch, OutgoingRecord } from './record.ts'

interface AccumulatorLimits {
  readonly lingerMs: number
  readonly batchBytes: number
  readonly maxBatchRecords: number
  /** Sends under way at once for one partition. */
  readonly maxInFlightSends: number
}

interface PartitionQueue {
  readonly topic: string
  readonly waiting: Batch[]
  inFlight: number
}

/** Collects records into batches by partition: what kafkajs leaves to the application. */
export interface Accumulator {
  /** Takes a record in; it counts as buffered until its batch is released. */
  append(record: OutgoingRecord): void
  /**
   * Takes out every batch that may be sent now: full, or lingered long enough, or `flush`;
   * oldest first, never more of a partition than may be in flight. Each must be released.
   */
  drain(options?: { flush?: boolean }): Batch[]
  /** Says that a drained batch is done with, whatever became of it. */
  release(batch: Batch): void
  /** Milliseconds until drain() has something; undefined: only an event can change it. */
  msUntilReady(): number | undefined
  /** Records of a topic taken in and not released. */
  buffered(topic: string): number
  /** Records of all topics taken in and not released. */
  size(): number
}

/**
 * @param limits of a topic; read at every use, because settings are live
 * @param now a clock in milliseconds that never goes back
 */
export function createAccumulator(
  limits: (topic: string) => AccumulatorLimits,
  now: () => number = () => performance.now(),
): Accumulator {
  const queues = new Map<string, PartitionQueue>()
  const buffered = new Map<string, number>()

  function queueOf(topic: string, partition: number): PartitionQueue {
    const id = `${topic}/${partition}`
    let queue = queues.get(id)
    if (queue === undefined) {
      queue = { topic, waiting: [], inFlight: 0 }
      queues.set(id, queue)
    }
    return queue
  }

  const msLeft = (queue: PartitionQueue) => msUntilSendable(queue, limits(queue.topic), now())

  return {
    append(record) {
      const { waiting } = queueOf(record.topic, record.partition)
      addTo(waiting, record, limits(record.topic), now())
      buffered.set(record.topic, (buffered.get(record.topic) ?? 0) + 1)
    },
    drain({ flush = false } = {}) {
      const batches: Batch[] = []
      for (const queue of queues.values()) {
        for (;;) {
          const left = msLeft(queue)
          if (left === undefined || (left > 0 && !flush)) break
          queue.inFlight += 1
          batches.push(queue.waiting.shift() as Batch)
        }
      }
      return batches
    },
    release(batch) {
      queueOf(batch.topic, batch.partition).inFlight -= 1
      buffered.set(batch.topic, (buffered.get(batch.topic) ?? 0) - batch.records.length)
    },
    msUntilReady() {
      const left = [...queues.values()].map(msLeft).filter(ms => ms !== undefined)
      return left.length === 0 ? undefined : Math.min(...left)
    },
    buffered: topic => buffered.get(topic) ?? 0,
    size: () => [...buffered.values()].reduce((sum, count) => sum + count, 0),
  }
}

/** To the last batch if it has room, else to a new one. */
function addTo(
  waiting: Batch[],
  record: OutgoingRecord,
  { batchBytes, maxBatchRecords }: AccumulatorLimits,
  nowMs: number,
): void {
  const { topic, partition, bytes } = record
  const last = waiting.at(-1)
  const hasRoom =
    last !== undefined && last.records.length < maxBatchRecords && last.bytes + bytes <= batchBytes
  if (hasRoom) {
    last.records.push(record)
    last.bytes += bytes
  } else {
    waiting.push({ topic, partition, bytes, records: [record], openedAtMs: nowMs })
  }
}

/** Until the first batch may be sent; undefined while nothing waits or too much is under way. */
function msUntilSendable(
  { waiting: [first, second], inFlight }: PartitionQueue,
  { lingerMs, batchBytes, maxBatchRecords, maxInFlightSends }: AccumulatorLimits,
  nowMs: number,
): number | undefined {
  if (first === undefined || inFlight >= maxInFlightSends) return undefined
  const isFull = first.bytes >= batchBytes || first.records.length >= maxBatchRecords
  if (second !== undefined || isFull) return 0
  return Math.max(0, first.openedAtMs + lingerMs - nowMs)
}
