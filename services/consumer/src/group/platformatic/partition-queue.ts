import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '@platformatic/kafka'
import type { Batch } from '../../processing/batch.ts'
import type { BatchProcessor } from '../../processing/batch-processor.ts'
import type { IncomingRecord } from '../../processing/record.ts'
import { createGeneration, type Generation } from '../generation.ts'
import { isMembershipOver, isRejoinNeeded } from '../protocol-errors.ts'

/** What the library hands over; keys, values and headers are left as bytes. */
export type RawMessage = Message<Buffer, Buffer, Buffer, Buffer>

interface QueueParts {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly processor: BatchProcessor
  readonly commit: (last: RawMessage) => Promise<void>
  readonly onFinished: (records: number) => void
  readonly onFailure: (error: unknown) => void
}

/** The records of one assigned partition on their way to the processor. */
export interface PartitionQueue {
  readonly generation: Generation
  /** Takes a record that is not here yet; one that was fetched before the queue was full too. */
  push(message: RawMessage): void
  /** Whether no more should be fetched for now. */
  isFull(): boolean
  /** Resolves when nothing is being worked on. */
  settled(): Promise<void>
}

/** Records of a partition in memory; with so many no more are fetched, until there are fewer. */
const maxWaiting = 1000
const retryMs = 1000

export function createPartitionQueue(parts: QueueParts): PartitionQueue {
  const generation = createGeneration()
  const { soon } = generation
  let waiting: RawMessage[] = []
  let next = -1n
  let working: Promise<void> | undefined

  function start(): Promise<void> {
    working ??= workOff().finally(() => {
      working = undefined
      // One that came when all was done, and this promise not yet.
      if (waiting.length > 0 && !soon.aborted) void start()
    })
    return working
  }

  function onPassed(count: number): void {
    waiting = waiting.slice(count)
  }

  async function workOff(): Promise<void> {
    // The library hands over what it fetched one by one: all of it makes one batch.
    await setImmediate()
    while (waiting.length > 0 && !soon.aborted) {
      try {
        await parts.processor.process(asBatch(waiting, parts, generation, onPassed))
      } catch (error) {
        parts.onFailure(error)
        if (isMembershipOver(error)) generation.lose(error)
        else if (isRejoinNeeded(error)) generation.endSoon(error)
        // The same records are tried again: nothing may pass them.
        else await sleep(retryMs, undefined, { signal: soon }).catch(() => undefined)
      }
    }
  }

  return {
    generation,
    push(message) {
      // After a change of the assignment the library reads again from the committed offset on.
      if (message.offset < next || soon.aborted) return
      next = message.offset + 1n
      waiting.push(message)
      void start()
    },
    isFull: () => waiting.length >= maxWaiting && !soon.aborted,
    settled: async () => working,
  }
}

/** What waits, as the processor takes it; `onPassed` is told of each further record passed. */
function asBatch(
  messages: readonly RawMessage[],
  { group, topic, partition, commit, onFinished }: QueueParts,
  { soon, lost }: Generation,
  onPassed: (count: number) => void,
): Batch {
  let passed = 0
  return {
    ...{ group, topic, partition, soon, lost },
    size: messages.length,
    read: (from, end) => messages.slice(from, end).map(toRecord),
    async commit(count) {
      const last = messages[count - 1]
      if (last !== undefined) await commit(last)
    },
    passed(count) {
      onPassed(count - passed)
      passed = count
    },
    finished: onFinished,
  }
}

function toRecord(message: RawMessage): IncomingRecord {
  const { topic, partition, offset, key, value, headers } = message
  return {
    topic,
    partition,
    offset: offset.toString(),
    key: key ?? null,
    value: value ?? null,
    headers: Object.fromEntries([...headers].map(([name, content]) => [String(name), content])),
  }
}
