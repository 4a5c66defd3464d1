import { createRecorder } from '../recorder.ts'
import type { System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, LabContext } from './experiment.ts'
import { perSystem, pick } from './per-system.ts'
import { intend, sendAll } from './sending.ts'

const id = 'fan-out'
const readers = ['payment', 'email', 'analytics'] as const

interface FannedOut {
  /** Orders a second that were acknowledged, with one reader and with all. */
  readonly one: number
  readonly all: number
}

/** What do more readers of the same orders cost the sender? */
export const fanOut: Experiment = {
  id,
  title: 'Fan-out',
  method:
    `${readers.length} readers get every order: groups of one topic in Kafka, queues of one ` +
    'exchange in RabbitMQ. Sent with nobody reading, once for one reader and once for all; then ' +
    'each reader reads everything.',
  async run(context) {
    const alone = await intend(context, `${id}/one`, context.sizes.orders)
    const orders = await intend(context, id, context.sizes.orders)
    const measured = await perSystem(context.systems, async (system): Promise<FannedOut> => {
      const one = await measure(context, system, [readers[0]], `${id}/one`, alone)
      const all = await measure(context, system, readers, id, orders)
      return { one, all }
    })
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
      compared: [`${id}/one`, id],
      expectations: [],
    }
  },
}

async function measure(
  context: LabContext,
  system: System,
  names: readonly string[],
  experiment: string,
  orders: readonly Order[],
): Promise<number> {
  const route = await system.openRoute(experiment.replace('/', '-'), { readers: names })
  try {
    const where = { system, route, readers: names.length }
    const rate = await sendAll(context, where, experiment, orders)
    for (const reader of names) {
      const recorder = createRecorder(context, { experiment, system: system.name, reader })
      const members = await route.read(reader, { members: 1, handle: recorder.handle })
      try {
        await recorder.untilHandled(orders.length)
      } finally {
        await members.leave()
      }
    }
    return rate
  } finally {
    await route.remove()
  }
}
