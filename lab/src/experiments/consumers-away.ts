import { createRecorder } from '../recorder.ts'
import { quantile } from '../statistics.ts'
import type { System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, Finding, LabContext } from './experiment.ts'
import { perSystem, pick } from './per-system.ts'
import { intend, sendPaced } from './sending.ts'

const id = 'consumers-away'
const reader = 'payment'

interface Away {
  readonly waiting: number
  readonly joinedAfterMs: number
  readonly caughtUpAfterMs: number
  readonly acknowledge: readonly number[]
}

/** What happens while nobody reads, and how soon is it made up for? */
export const consumersAway: Experiment = {
  id,
  title: 'Consumers away and back',
  method:
    'Three consumers read, leave, and come back; meanwhile orders go on coming at the fixed rate. ' +
    'The clock starts when the consumers are started again.',
  async run(context) {
    const { ratePerSecond, awaySeconds } = context.sizes
    const orders = await intend(context, id, 2 * ratePerSecond * awaySeconds)
    const measured = await perSystem(context.systems, system => measure(context, system, orders))
    const row = (measure: string, unit: Finding['unit'], number: (away: Away) => number) => ({
      measure,
      unit,
      values: pick(measured, number),
    })
    const behind = orders.length / 2
    return {
      findings: [
        row('orders that waited', 'orders', one => one.waiting),
        row('acknowledged meanwhile, 99 % within', 'ms', one => quantile(one.acknowledge, 0.99)),
        row('until the consumers had joined', 'ms', one => one.joinedAfterMs),
        row('until nothing was left of the backlog', 'ms', one => one.caughtUpAfterMs),
      ],
      compared: [id],
      expectations: context.systems.map(({ name }) => ({
        text: `${name} kept every order while nobody read`,
        met: measured[name].waiting === behind,
      })),
    }
  },
}

async function measure(
  context: LabContext,
  system: System,
  orders: readonly Order[],
): Promise<Away> {
  const route = await system.openRoute(id, { readers: [reader] })
  const recorder = createRecorder(context, { experiment: id, system: system.name, reader })
  const come = () => route.read(reader, { members: 3, handle: recorder.handle })
  const where = { system, route, readers: 1 }
  const half = orders.length / 2
  try {
    const before = await come()
    await sendPaced(context, where, id, orders.slice(0, half))
    await recorder.untilHandled(half)
    await before.leave()
    const { acknowledgedAfterMs } = await sendPaced(context, where, id, orders.slice(half))
    const waiting = await route.waiting(reader)
    const backAtMs = performance.now()
    const back = await come()
    const joinedAfterMs = performance.now() - backAtMs
    await recorder.untilHandled(orders.length)
    const caughtUpAfterMs = Math.max(...recorder.handledAtMs.values()) - backAtMs
    await back.leave()
    return { waiting, joinedAfterMs, caughtUpAfterMs, acknowledge: acknowledgedAfterMs }
  } finally {
    await route.remove()
  }
}
