import type { Logger } from '@firedrill/service-kit/logger'
import type { Handler } from './handler.ts'

const reportEvery = 10_000

/**
 * Counts records and bytes by topic. It never looks into a record, so that no format of any
 * topic can be wrong for it.
 */
export function createAnalyticsHandler({ logger }: { logger: Logger }): Handler {
  const totals = new Map<string, { records: number; bytes: number }>()
  return {
    usesLedger: false,
    async handle(records) {
      for (const { topic, value } of records) {
        const total = totals.get(topic) ?? { records: 0, bytes: 0 }
        total.records += 1
        total.bytes += value?.length ?? 0
        totals.set(topic, total)
        if (total.records % reportEvery === 0) logger.debug({ topic, ...total }, 'volume')
      }
      return records.map(() => 'processed')
    },
  }
}
