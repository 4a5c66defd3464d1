import type { GroupAssignment } from '@platformatic/kafka'
import type { PartitionQueue, RawMessage } from './partition-queue.ts'

/** The queues of the partitions that are assigned. */
export interface Queues {
  /**
   * Takes over an assignment. Partitions that went are lost to their queues; with `keep`, those
   * that stayed go on as if nothing had been, as the protocol `consumer` has it.
   */
  assign(assigned: readonly GroupAssignment[], keep: boolean): void
  /** Hands a record to its queue, if its partition is assigned. */
  push(message: RawMessage): void
  /** Whether a partition is assigned and has as much as it can hold. */
  isFull(topic: string, partition: number): boolean
  /** Has the pages in hand finished and committed, and nothing more begun. */
  finish(): Promise<void>
  /** Says that nothing may be committed any more. */
  lose(): void
}

export function createQueues(open: (topic: string, partition: number) => PartitionQueue): Queues {
  let queues = new Map<string, PartitionQueue>()

  function loseAll(lost: Iterable<PartitionQueue>): void {
    for (const { generation } of lost) generation.lose()
  }

  function queueOf(topic: string, partition: number): PartitionQueue | undefined {
    return queues.get(keyOf(topic, partition))
  }

  return {
    assign(assigned, keep) {
      // One that the coordinator has fenced cannot go on.
      const kept = new Map(
        [...queues].filter(([, { generation }]) => keep && !generation.soon.aborted),
      )
      const now = assigned.flatMap(({ topic, partitions }) =>
        partitions.map((partition): [string, PartitionQueue] => {
          const key = keyOf(topic, partition)
          return [key, kept.get(key) ?? open(topic, partition)]
        }),
      )
      const before = [...queues.values()]
      queues = new Map(now)
      const stayed = new Set(queues.values())
      loseAll(before.filter(queue => !stayed.has(queue)))
    },
    push: message => queueOf(message.topic, message.partition)?.push(message),
    isFull: (topic, partition) => queueOf(topic, partition)?.isFull() ?? false,
    async finish() {
      for (const { generation } of queues.values()) generation.endSoon()
      await Promise.all([...queues.values()].map(queue => queue.settled()))
    },
    lose() {
      loseAll(queues.values())
      queues = new Map()
    },
  }
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
