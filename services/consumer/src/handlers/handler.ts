import type { IncomingRecord } from '../processing/record.ts'
import type { WorkContext } from '../processing/work-context.ts'

/** What a consumer process can do with its records; one per process (HANDLER). */
export const handlerNames = ['payment', 'email', 'analytics', 'invoice', 'idle'] as const

export type HandlerName = (typeof handlerNames)[number]

/** What became of one record. */
export type Outcome = 'processed' | 'duplicate'

/** The business side of a consumer: knows nothing of offsets, retries and groups. */
export interface Handler {
  /** True if it cannot work without the database; /health/ready then waits for it. */
  readonly usesLedger: boolean
  /**
   * Handles records in their order, all of them or none.
   * @returns one outcome per record
   * @throws MALFORMED_RECORD at a record that will never be usable, INTERRUPTED when the
   *   signal ended a wait, anything else when trying again may help
   */
  handle(records: readonly IncomingRecord[], context: WorkContext): Promise<readonly Outcome[]>
}
