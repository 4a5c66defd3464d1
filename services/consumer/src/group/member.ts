import type { KafkaConfig } from '@firedrill/service-kit/config'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Kafka } from 'kafkajs'
import type { ConsumerMetrics } from '../metrics.ts'
import type { BatchProcessor } from '../processing/batch-processor.ts'

export interface MemberParts {
  readonly kafka: Kafka
  readonly config: KafkaConfig & { readonly SERVICE_NAME: string }
  readonly processor: BatchProcessor
  readonly metrics: ConsumerMetrics
  readonly logger: Logger
  readonly onJoined: () => void
}

/** One connection to the group, whichever client makes it; it ends by itself only when it fails. */
export interface Member {
  /** Connects and joins. @throws the client's error when its retries are used up */
  start(): Promise<void>
  /** Resolves with the reason when the member no longer consumes. */
  readonly ended: Promise<string>
  /**
   * Finishes the records in hand and commits.
   * @param leave false: the group is not told, and keeps a static member's partitions for it
   */
  stop(leave: boolean): Promise<void>
}

/** A join may wait this long for the other members; the default of the Java client is longer. */
export const rejoinMs = 60_000
/** A fetch ends early when this much has come together, in bytes. */
export const fetchMinBytes = 16_384
// At 100 orders/s it is the time that decides, and each fetch, transaction and commit covers
// several records.
export const fetchWaitMs = 100
/** Of one broker at once, in bytes: what is fetched lies in memory until it is worked off. */
export const fetchMaxBytes = 1024 * 1024
