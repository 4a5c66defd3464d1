import type { ProducerSettings } from '../settings.ts'
import { startBatchRun } from './batch-run.ts'
import { type Running, startPacer } from './pacer.ts'
import type { Routes } from './routes.ts'

/** Starts what the application offers by itself: orders and audit steadily, invoices in runs. */
export function startLoad(routes: Routes, settings: () => ProducerSettings): Running {
  const parts = [
    startPacer(
      () => settings().ordersPerSecond,
      count => routes.intake('orders').offer(count),
      () => settings().eventsPerAccount,
    ),
    startPacer(
      () => settings().auditPerSecond,
      count => routes.intake('audit').offer(count),
    ),
    startBatchRun(
      () => settings().invoiceIntervalSeconds,
      () => routes.intake('invoices').burst(settings().invoiceBatchSize),
    ),
  ]
  return {
    stop() {
      for (const part of parts) part.stop()
    },
  }
}
