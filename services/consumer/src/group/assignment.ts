import type { ConsumerMetrics } from '../metrics.ts'

type Partitions = Readonly<Record<string, readonly number[]>>

/** Keeps the series of the assigned partitions, and only theirs. */
export function createAssignment(group: string, metrics: ConsumerMetrics) {
  let held: { topic: string; partition: number }[] = []
  return {
    /** Takes over a new assignment, by topic; an empty one when the member has left. */
    replace(assigned: Partitions): void {
      for (const place of held) metrics.recordsLag.remove({ group, ...place })
      held = Object.entries(assigned).flatMap(([topic, partitions]) =>
        partitions.map(partition => ({ topic, partition })),
      )
      metrics.assignedPartitions.set({ group }, held.length)
      for (const place of held) metrics.recordsConsumed.inc({ group, ...place }, 0)
    },
    /** Notes the lag of a partition in records, if it is still assigned. */
    setLag(topic: string, partition: number, lag: number): void {
      const isHeld = held.some(place => place.topic === topic && place.partition === partition)
      if (isHeld) metrics.recordsLag.set({ group, topic, partition }, Math.max(0, lag))
    },
  }
}

export type Assignment = ReturnType<typeof createAssignment>
