import { isAccountEvent } from '@firedrill/service-kit/kafka/account-event'
import type { LabContext } from './experiments/experiment.ts'
import type { Effect, Entry } from './ledger/ledger.ts'
import type { Delivery, Handle } from './systems/system.ts'
import { until } from './waiting.ts'
import type { Order } from './workload.ts'

/** Writes what one reader does to the ledger, and counts it. */
export interface Recorder {
  /** The same work for both systems: parse, write to the ledger, and only then be done. */
  readonly handle: Handle
  handled(): number
  /** When an order was handled, by its id, in the milliseconds of `performance.now()`. */
  readonly handledAtMs: ReadonlyMap<string, number>
  /** Orders a second from the end of the first batch on, so that joining a group does not count. */
  ratePerSecond(): number
  /** @throws OperationalError LATE */
  untilHandled(count: number): Promise<void>
}

/** @param slow what each order costs beside the ledger; then they are done one after the other */
export function createRecorder(
  { ledger, metrics, sizes }: Pick<LabContext, 'ledger' | 'metrics' | 'sizes'>,
  entry: Entry,
  slow?: (order: Order) => Promise<void>,
): Recorder {
  const handledAtMs = new Map<string, number>()
  let handled = 0

  async function done(orders: readonly Order[]): Promise<void> {
    const effects = orders.map(
      (order, index): Effect => ({
        ...order,
        position: handled + index + 1,
      }),
    )
    handled += orders.length
    await ledger.record(entry, effects)
    const nowMs = performance.now()
    for (const { event_id } of orders) handledAtMs.set(event_id, nowMs)
    metrics.handled(entry.system, orders.length)
  }

  return {
    handledAtMs,
    handled: () => handled,
    async handle(deliveries) {
      const orders = deliveries.map(parseOrder)
      if (slow === undefined) return done(orders)
      for (const order of orders) {
        await slow(order)
        await done([order])
      }
    },
    ratePerSecond() {
      const times = [...handledAtMs.values()]
      const [firstMs, lastMs] = [times[0] ?? 0, times.at(-1) ?? 0]
      const later = times.filter(time => time > firstMs).length
      return (later / (lastMs - firstMs)) * 1000
    },
    untilHandled: count =>
      until(
        `${entry.system}: ${count} orders handled by ${entry.reader}`,
        () => handledAtMs.size >= count,
        sizes.deadlineMs,
      ),
  }
}

/** @throws TypeError for a text that is no order */
export function parseOrder({ text }: Delivery): Order {
  const value: unknown = JSON.parse(text)
  if (!isAccountEvent(value)) throw new TypeError('not an order')
  return value
}
