import { setTimeout as sleep } from 'node:timers/promises'
import type { Route, System } from '../systems/system.ts'
import { within } from '../waiting.ts'
import { inBatches, makeOrders, type Order } from '../workload.ts'
import type { LabContext } from './experiment.ts'

/** Makes the orders of an experiment and notes them in the ledger as meant. */
export async function intend(
  { ledger, sizes, seed }: LabContext,
  experiment: string,
  count: number,
  accounts = sizes.accounts,
): Promise<Order[]> {
  const orders = makeOrders({ prefix: experiment, seed, count, accounts })
  for (const batch of inBatches(orders, 5000)) await ledger.intend(experiment, batch)
  return orders
}

/**
 * Sends all orders as quickly as they are acknowledged, so many together.
 * @returns orders a second
 */
export async function sendAll(
  { ledger, metrics, sizes }: LabContext,
  { system, route, readers }: { system: System; route: Route; readers: number },
  experiment: string,
  orders: readonly Order[],
): Promise<number> {
  const startedAtMs = performance.now()
  for (const batch of inBatches(orders, sizes.batch)) {
    // A node without room on its disk does not refuse: it does not answer.
    await within(`${system.name}: a batch acknowledged`, route.send(batch), sizes.deadlineMs)
    metrics.acknowledged(system.name, batch.length, readers)
  }
  const seconds = (performance.now() - startedAtMs) / 1000
  for (const batch of inBatches(orders, 5000)) {
    await ledger.acknowledge(experiment, system.name, batch)
  }
  return orders.length / seconds
}

/** What is known of orders that were sent one by one. */
export interface Sent {
  /** When each was handed to the client, in the milliseconds of `performance.now()`. */
  readonly atMs: ReadonlyMap<string, number>
  readonly acknowledgedAfterMs: readonly number[]
}

/**
 * Sends the orders one by one at the rate of the sizes, and does not wait for one before the next.

 */
export async function sendPaced(
  { ledger, metrics, sizes }: LabContext,
  { system, route, readers }: { system: System; route: Route; readers: number },
  experiment: string,
  orders: readonly Order[],
): Promise<Sent> {
  const atMs = new Map<string, number>()
  const acknowledgedAfterMs: number[] = []
  const startedAtMs = performance.now()
  const sending = orders.map(async (order, index) => {
    await sleepUntil(startedAtMs + (index * 1000) / sizes.ratePerSecond)
    const sentAtMs = performance.now()
    atMs.set(order.event_id, sentAtMs)
    await route.send([order])
    const ms = performance.now() - sentAtMs
    acknowledgedAfterMs.push(ms)
    metrics.acknowledged(system.name, 1, readers)
    metrics.acknowledgedAfter(system.name, ms)
  })
  const allowedMs = sizes.deadlineMs + (orders.length * 1000) / sizes.ratePerSecond
  await within(`${system.name}: every order acknowledged`, Promise.all(sending), allowedMs)
  await ledger.acknowledge(experiment, system.name, orders)
  return { atMs, acknowledgedAfterMs }
}

async function sleepUntil(ms: number): Promise<void> {
  await sleep(Math.max(0, ms - performance.now()))
}
