import type { ProducerSettings } from '../settings.ts'
import { startBatchRun } from './batch-run.ts'
import type { Intakes } from './intakes.ts'
import { type Running, startPacer } from './pacer.ts'

/** Starts what the application offers by itself: orders and audit steadily, invoices in runs. */
export function startLoad(intakes: Intakes, settings: () => ProducerSettings): Running {
  const parts = [
    startPacer(
      () => settings().ordersPerSecond,
      count => intakes.orders.offer(count),
    ),
    startPacer(
      () => settings().auditPerSecond,
      count => intakes.audit.offer(count),
    ),
    startBatchRun(
      () => settings().invoiceIntervalSeconds,
      () => intakes.invoices.burst(settings().invoiceBatchSize),
    ),
  ]
  return {
    stop() {
      for (const part of parts) part.stop()
    },
  }
}
