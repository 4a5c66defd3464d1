import { median } from '../statistics.ts'
import type { System, SystemName } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, LabContext } from './experiment.ts'
import { perSystem } from './per-system.ts'
import { readWaiting } from './reading.ts'
import { intend, sendAll } from './sending.ts'

const id = 'throughput'
const reader = 'payment'

/** How fast is each side filled, and how fast is it emptied? */
export const throughput: Experiment = {
  id,
  title: 'Throughput',
  method:
    'Orders are sent in batches as fast as they are acknowledged, with nobody reading; then one ' +
    'consumer empties the backlog, writing each order to the ledger before it acknowledges.',
  async run(context) {
    const { warmUpRounds, rounds: counted, orders: count } = context.sizes
    const all: Record<SystemName, Rates>[] = []
    for (let round = 1; round <= warmUpRounds + counted; round += 1) {
      context.progress(round <= warmUpRounds ? 'warming up' : `round ${round - warmUpRounds}`)
      // In turns, so that what happens beside them meets both.
      const systems = round % 2 === 1 ? context.systems : context.systems.toReversed()
      const orders = await intend(context, `${id}/${round}`, count)
      all.push(await perSystem(systems, system => measure(context, system, round, orders)))
    }
    const rounds = all.slice(warmUpRounds)
    const middle = (which: keyof Rates) => ({
      kafka: median(rounds.map(({ kafka }) => kafka[which])),
      rabbitmq: median(rounds.map(({ rabbitmq }) => rabbitmq[which])),
    })
    return {
      findings: [
        { measure: 'sent and acknowledged', unit: 'orders/s', values: middle('sent') },
        { measure: 'read and written to the ledger', unit: 'orders/s', values: middle('read') },
      ],
      compared: all.map((_, index) => `${id}/${index + 1}`),
      expectations: [],
    }
  },
}

interface Rates {
  readonly sent: number
  readonly read: number
}

async function measure(
  context: LabContext,
  system: System,
  round: number,
  orders: readonly Order[],
): Promise<Rates> {
  const experiment = `${id}/${round}`
  const route = await system.openRoute(`${id}-${round}`, { readers: [reader] })
  try {
    const sent = await sendAll(context, { system, route, readers: 1 }, experiment, orders)
    const recorder = await readWaiting(
      context,
      { system, route, experiment, reader },
      orders.length,
    )
    return { sent, read: recorder.ratePerSecond() }
  } finally {
    await route.remove()
  }
}
