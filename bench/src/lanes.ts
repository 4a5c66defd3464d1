import type { Batch } from '../../services/producer/src/send/record.ts'

/**
 * Sends batches as the producer does: those of a partition one after the other, partitions
 * beside each other.
 * @returns records sent per second
 */
export async function throughput(
  batches: readonly Batch[],
  send: (batch: Batch) => Promise<unknown>,
): Promise<number> {
  const lanes = Map.groupBy(batches, ({ partition }) => partition)
  const records = batches.reduce((sum, batch) => sum + batch.records.length, 0)
  const startedAtMs = performance.now()
  await Promise.all([...lanes.values()].map(lane => sendInOrder(lane, send)))
  return (records / (performance.now() - startedAtMs)) * 1000
}

async function sendInOrder(lane: readonly Batch[], send: (batch: Batch) => Promise<unknown>) {
  for (const batch of lane) await send(batch)
}
