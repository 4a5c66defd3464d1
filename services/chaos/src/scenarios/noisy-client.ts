import type { FaultUse } from '../faults/fault.ts'
import { load } from '../faults/load.ts'
import { ownedTopic } from '../faults/owned-topic.ts'

/** The topic of a client that asks one broker for more than it can do. */
export const noisyTopic = 'drill-telemetry'

/** Its client id: a quota may name it. */
export const noisyClient = 'drill-telemetry'

interface Noise {
  readonly leader: string
  readonly senders: number
  readonly recordsPerSend: number
  /** Topic settings that make each request dear. */
  readonly config: Record<string, string>
}

const oneMebibyte = 1024 ** 2

/** Every partition is led by one broker, and small segments keep little: the disk stays safe. */
export function noiseOn({ leader, senders, recordsPerSend, config }: Noise): FaultUse[] {
  const bounded = {
    'segment.bytes': String(4 * oneMebibyte),
    'retention.bytes': String(8 * oneMebibyte),
    'file.delete.delay.ms': '1000',
  }
  return [
    ownedTopic.with({
      topic: noisyTopic,
      partitions: 6,
      replicas: 3,
      leader: leader as 'kafka-1',
      config: { ...bounded, ...config },
    }),
    load.with({
      topic: noisyTopic,
      clientId: noisyClient,
      senders,
      recordsPerSend,
      recordBytes: 300,
      // With acks of all replicas requests would wait for these, out of the way of the handlers.
      acks: 1,
      seconds: 3600,
      maxBytes: 2000 * oneMebibyte,
    }),
  ]
}
