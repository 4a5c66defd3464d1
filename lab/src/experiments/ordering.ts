import { setTimeout as sleep } from 'node:timers/promises'
import { countInversions } from '../ledger/balance.ts'
import { createRecorder } from '../recorder.ts'
import type { RouteOptions, System } from '../systems/system.ts'
import { createRandom, type Order } from '../workload.ts'
import type { Experiment, LabContext } from './experiment.ts'
import { perSystem, pick, systemNamed } from './per-system.ts'
import { intend, sendAll } from './sending.ts'

const id = 'ordering'
const reader = 'payment'
const members = 3
// Few, so that an account's orders come close to each other.
const accounts = 20
const longestWorkMs = 8

interface Ordered {
  readonly inversions: number
  readonly ratePerSecond: number
}

/** Does the order of an account's events survive consumers that share the work? */
export const ordering: Experiment = {
  id,
  title: 'Ordering',
  method:
    `${members} consumers share the work of orders of ${accounts} accounts that take up to ` +
    `${longestWorkMs} ms each. ` +
    'Counted is what was done after a later order of the same account. The second RabbitMQ queue ' +
    'lets one consumer work at a time (single active consumer).',
  async run(context) {
    const orders = await intend(context, id, context.sizes.orderedOrders, accounts)
    const shared = await perSystem(context.systems, system =>
      measure(context, system, { experiment: id, orders, options: {} }),
    )
    const alone = await measure(context, systemNamed(context.systems, 'rabbitmq'), {
      experiment: `${id}/single-active`,
      orders,
      options: { singleActiveConsumer: true },
    })
    return {
      findings: [
        { measure: 'out of order', unit: 'orders', values: pick(shared, one => one.inversions) },
        { measure: 'rate', unit: 'orders/s', values: pick(shared, one => one.ratePerSecond) },
        {
          measure: 'out of order, with one active consumer',
          unit: 'orders',
          values: { rabbitmq: alone.inversions },
        },
        {
          measure: 'rate, with one active consumer',
          unit: 'orders/s',
          values: { rabbitmq: alone.ratePerSecond },
        },
      ],
      compared: [id],
      expectations: [
        {
          text: 'Kafka keeps the order of each account with all consumers at work',
          met: shared.kafka.inversions === 0,
        },
        {
          text: 'a queue with one active consumer keeps it too',
          met: alone.inversions === 0,
        },
      ],
    }
  },
}

interface Variant {
  readonly experiment: string
  readonly orders: readonly Order[]
  readonly options: Partial<RouteOptions>
}

async function measure(
  context: LabContext,
  system: System,
  { experiment, orders, options }: Variant,
): Promise<Ordered> {
  const name = experiment.replace('/', '-')
  const route = await system.openRoute(name, { readers: [reader], ...options })
  const entry = { experiment, system: system.name, reader }
  const recorder = createRecorder(context, entry, workOf(context.seed))
  const readers = await route.read(reader, { members, handle: recorder.handle, maxInHand: 10 })
  try {
    await sendAll(context, { system, route, readers: 1 }, experiment, orders)
    await recorder.untilHandled(orders.length)
    const inversions = await countInversions(context.ledger.pool, experiment, system.name)
    if (experiment === id) context.metrics.count('inversions', system.name, inversions)
    return { inversions, ratePerSecond: recorder.ratePerSecond() }
  } finally {
    await readers.leave()
    await route.remove()
  }
}

/** Work of a length that only the order itself decides: the same for both systems. */
function workOf(seed: number): (order: Order) => Promise<void> {
  return async ({ amount_cents }) => {
    await sleep(createRandom(seed + amount_cents)() * longestWorkMs)
  }
}
