import { createSequences } from '../../services/producer/src/ledger/sequences.ts'
import { createLedgerEvents } from '../../services/producer/src/load/ledger-events.ts'
import { createAccumulator } from '../../services/producer/src/send/accumulator.ts'
import type { Partitions } from '../../services/producer/src/send/partitions.ts'
import type { Batch } from '../../services/producer/src/send/record.ts'
import type { ProducerSettings } from '../../services/producer/src/settings.ts'

/** Makes batches of orders as the producer would send them, `count` records in all. */
export function makeOrderBatches(
  topic: string,
  count: number,
  partitions: Partitions,
  settings: () => ProducerSettings,
): Batch[] {
  const sequences = createSequences([topic])
  const makeOrder = createLedgerEvents({
    ...{ topic, stream: topic, type: 'order', settings, sequences, partitions },
    onIncompatible: () => undefined,
  })
  const anyNumber = { ...settings(), maxInFlightSends: Number.POSITIVE_INFINITY }
  const accumulator = createAccumulator(() => anyNumber)
  for (let made = 0; made < count; made += 1) accumulator.append(makeOrder({}))
  return accumulator.drain({ flush: true })
}
