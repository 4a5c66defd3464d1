import { median } from '../statistics.ts'
import type { Route, System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, LabContext } from './experiment.ts'
import { perSystem, pick } from './per-system.ts'
import { readWaiting } from './reading.ts'
import { intend, sendAll } from './sending.ts'

const id = 'fan-out'
const readers = ['payment', 'email', 'analytics'] as const

/** Orders a second that were acknowledged, with one reader and with all. */
interface FannedOut {
  readonly one: number
  readonly all: number
}

/** What do more readers of the same orders cost the sender? */
export const fanOut: Experiment = {
  id,
  title: 'Fan-out',
  method:
    `${readers.length} readers get every order: groups of one topic in Kafka, queues of one ` +
    'exchange in RabbitMQ. Sent with nobody reading, in turns for one reader and for all; in the ' +
    'end each reader reads everything.',
  async run(context) {
    const orders = await intend(context, id, context.sizes.orders)
    const measured = await perSystem(context.systems, system => measure(context, system, orders))
    return {
      findings: [
        {
          measure: 'sent and acknowledged, for one reader',
          unit: 'orders/s',
          values: pick(measured, ({ one }) => one),
        },
        {
          measure: `the same for ${readers.length} readers`,
          unit: 'orders/s',
          values: pick(measured, ({ all }) => all),
        },
        {
          measure: 'the second as a share of the first',
          unit: 'share',
          values: pick(measured, ({ one, all }) => all / one),
        },
      ],
      compared: [id],
      expectations: [],
    }
  },
}

async function measure(
  context: LabContext,
  system: System,
  orders: readonly Order[],
): Promise<FannedOut> {
  const rates: FannedOut[] = []
  const { rounds } = context.sizes
  for (let round = 1; round <= rounds; round += 1) {
    context.progress(`${system.name}, round ${round} of ${rounds}`)
    const send = (names: readonly string[], experiment: string, then?: ReadAll) =>
      sendOnce(context, { system, names, experiment, orders, then })
    const one = await send([readers[0]], `${id}/one-${round}`)
    const all =
      round < rounds
        ? await send(readers, `${id}/all-${round}`)
        : await send(readers, id, route => readAll(context, system, route, orders.length))
    rates.push({ one, all })
  }
  return { one: median(rates.map(({ one }) => one)), all: median(rates.map(({ all }) => all)) }
}

type ReadAll = (route: Route) => Promise<void>

interface Sending {
  readonly system: System
  readonly names: readonly string[]
  readonly experiment: string
  readonly orders: readonly Order[]
  readonly then: ReadAll | undefined
}

async function sendOnce(
  context: LabContext,
  { system, names, experiment, orders, then }: Sending,
): Promise<number> {
  const route = await system.openRoute(experiment.replace('/', '-'), { readers: names })
  try {
    const where = { system, route, readers: names.length }
    const rate = await sendAll(context, where, experiment, orders)
    await then?.(route)
    return rate
  } finally {
    await route.remove()
  }
}

async function readAll(
  context: LabContext,
  system: System,
  route: Route,
  count: number,
): Promise<void> {
  for (const reader of readers) {
    await readWaiting(context, { system, route, experiment: id, reader }, count)
  }
}
