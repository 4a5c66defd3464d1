import type { System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, LabContext, Outcome } from './experiment.ts'
import { perSystem, pick, systemNamed } from './per-system.ts'
import { type Reading, readWaiting } from './reading.ts'
import { intend, sendAll } from './sending.ts'

const id = 'replay'
const reader = 'payment'

interface Replayed {
  /** By the same reader, asked to begin again where that can be asked. */
  readonly again: number
  /** By a reader who came after everything was done. */
  readonly late: number
}

/** What is left of orders that everybody is done with? */
export const replay: Experiment = {
  id,
  title: 'Replay',
  method:
    'All orders are handled and acknowledged. Then the same reader begins again, where the system ' +
    'can be asked for that, and a reader comes who was not there when they were sent.',
  async run(context) {
    const orders = await intend(context, id, context.sizes.orders)
    const replayed = await perSystem(context.systems, system => measure(context, system, orders))
    const stream = await readStream(context, orders)
    return outcomeOf(orders.length, replayed, stream)
  },
}

function outcomeOf(
  count: number,
  replayed: Record<'kafka' | 'rabbitmq', Replayed>,
  stream: number,
): Outcome {
  const { kafka, rabbitmq } = replayed
  const values = (which: keyof Replayed) => pick(replayed, one => one[which])
  return {
    findings: [
      { measure: 'handed out again to the same reader', unit: 'orders', values: values('again') },
      { measure: 'handed out to a late reader', unit: 'orders', values: values('late') },
      {
        measure: 'the same from a RabbitMQ stream instead of a queue',
        unit: 'orders',
        values: { rabbitmq: stream },
      },
    ],
    compared: [id],
    expectations: [
      {
        text: 'Kafka hands everything out again, to the same reader and to a late one',
        met: kafka.again === count && kafka.late === count,
      },
      {
        text: 'a quorum queue hands nothing out again',
        met: rabbitmq.again === 0 && rabbitmq.late === 0,
      },
      { text: 'a stream hands everything out again', met: stream === count },
    ],
  }
}

async function measure(
  context: LabContext,
  system: System,
  orders: readonly Order[],
): Promise<Replayed> {
  const route = await system.openRoute(id, { readers: [reader] })
  try {
    await sendAll(context, { system, route, readers: 1 }, id, orders)
    await readOnce(context, { system, route, experiment: id, reader }, orders.length)
    await route.rewind?.(reader)
    const again = await readOnce(
      context,
      { system, route, experiment: `${id}/again`, reader },
      route.rewind === undefined ? 0 : orders.length,
    )
    await route.addReader('latecomer')
    const late = { system, route, experiment: `${id}/late`, reader: 'latecomer' }
    const handed = await readOnce(context, late, route.rewind === undefined ? 0 : orders.length)
    context.metrics.count('replayed', system.name, again + handed)
    return { again, late: handed }
  } finally {
    await route.remove()
  }
}

/** Reads until so many have come; then a while longer, for more than that would be news. */
async function readOnce(context: LabContext, reading: Reading, expected: number): Promise<number> {
  const recorder = await readWaiting(context, reading, expected, context.sizes.silenceMs)
  return recorder.handled()
}

/** RabbitMQ's own log, for what a queue cannot do. */
async function readStream(context: LabContext, orders: readonly Order[]): Promise<number> {
  const system = systemNamed(context.systems, 'rabbitmq')
  const experiment = `${id}/stream`
  const route = await system.openRoute(`${id}-stream`, { readers: [reader], queueType: 'stream' })
  try {
    await sendAll(context, { system, route, readers: 1 }, experiment, orders)
    const reading = { system, route, reader }
    await readOnce(context, { ...reading, experiment }, orders.length)
    const again = { ...reading, experiment: `${experiment}/again` }
    return await readOnce(context, again, orders.length)
  } finally {
    await route.remove()
  }
}
