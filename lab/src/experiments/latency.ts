import { createRecorder } from '../recorder.ts'
import { quantile } from '../statistics.ts'
import type { System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, Finding, LabContext } from './experiment.ts'
import { perSystem, pick } from './per-system.ts'
import { intend, sendPaced } from './sending.ts'

const id = 'latency'
const reader = 'payment'

interface Latencies {
  readonly acknowledge: readonly number[]
  readonly deliver: readonly number[]
}

/** How long does one order take when there is no hurry? */
export const latency: Experiment = {
  id,
  title: 'Latency',
  method:
    'Orders are sent one by one at a fixed rate that neither system notices, while one consumer ' +
    'reads: the time from the call of the client to the acknowledgement, and to the ledger.',
  async run(context) {
    const { ratePerSecond, latencySeconds } = context.sizes
    const orders = await intend(context, id, ratePerSecond * latencySeconds)
    const measured = await perSystem(context.systems, system => measure(context, system, orders))
    const finding = (measure: string, which: keyof Latencies, share: number): Finding => ({
      measure,
      unit: 'ms',
      values: pick(measured, one => quantile(one[which], share)),
    })
    return {
      findings: [
        finding('acknowledged, half of them within', 'acknowledge', 0.5),
        finding('acknowledged, 99 % within', 'acknowledge', 0.99),
        finding('in the ledger, half of them within', 'deliver', 0.5),
        finding('in the ledger, 99 % within', 'deliver', 0.99),
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
): Promise<Latencies> {
  const route = await system.openRoute(id, { readers: [reader] })
  const entry = { experiment: id, system: system.name, reader }
  const recorder = createRecorder(context, entry)
  const members = await route.read(reader, { members: 1, handle: recorder.handle })
  try {
    const sent = await sendPaced(context, { system, route, readers: 1 }, id, orders)
    await recorder.untilHandled(orders.length)
    const deliver = orders.map(({ event_id }) => {
      const ms = (recorder.handledAtMs.get(event_id) ?? 0) - (sent.atMs.get(event_id) ?? 0)
      context.metrics.deliveredAfter(system.name, ms)
      return ms
    })
    return { acknowledge: sent.acknowledgedAfterMs, deliver }
  } finally {
    await members.leave()
    await route.remove()
  }
}
