import { setTimeout as sleep } from 'node:timers/promises'
import { createRecorder, parseOrder } from '../recorder.ts'
import type { Handle, System } from '../systems/system.ts'
import type { Order } from '../workload.ts'
import type { Experiment, LabContext } from './experiment.ts'
import { perSystem, pick } from './per-system.ts'
import { intend, sendPaced } from './sending.ts'

const id = 'poison-message'
const reader = 'payment'
const maxAttempts = 4
const attemptMs = 250
const poison = '{"this is": "no order"'

interface Poisoned {
  readonly tries: number
  readonly deadLetters: number
  readonly longestMs: number
  readonly delayed: number
}

/** What does one message that nobody can use do to the others? */
export const poisonMessage: Experiment = {
  id,
  title: 'Poison message',
  method:
    `One message is no order, and each try of it takes ${attemptMs} ms; after ${maxAttempts} tries ` +
    'it goes to the dead letters. Three consumers read at the fixed rate. With Kafka the consumer ' +
    'itself counts and moves it, with RabbitMQ the broker does (delivery limit, dead-letter exchange).',
  async run(context) {
    const { ratePerSecond, awaySeconds } = context.sizes
    const orders = await intend(context, id, ratePerSecond * awaySeconds)
    const measured = await perSystem(context.systems, system => measure(context, system, orders))
    return {
      findings: [
        { measure: 'tries of it', unit: 'tries', values: pick(measured, one => one.tries) },
        {
          measure: `good orders that took longer than ${attemptMs / 2} ms`,
          unit: 'orders',
          values: pick(measured, one => one.delayed),
        },
        {
          measure: 'longest time of a good order',
          unit: 'ms',
          values: pick(measured, one => one.longestMs),
        },
      ],
      compared: [id],
      expectations: context.systems.map(({ name }) => ({
        text: `${name}: the message is among the dead letters, after ${maxAttempts} tries`,
        met: measured[name].deadLetters === 1 && measured[name].tries === maxAttempts,
      })),
    }
  },
}

async function measure(
  context: LabContext,
  system: System,
  orders: readonly Order[],
): Promise<Poisoned> {
  const route = await system.openRoute(id, { readers: [reader], maxAttempts })
  const entry = { experiment: id, system: system.name, reader }
  const recorder = createRecorder(context, entry)
  const { handle, tries } = failingOn(recorder.handle)
  const readers = await route.read(reader, { members: 3, handle, maxInHand: 1, maxAttempts })
  const where = { system, route, readers: 1 }
  try {
    const first = orders[0]
    if (first !== undefined) await route.sendMalformed(first, poison)
    const { atMs } = await sendPaced(context, where, id, orders)
    await recorder.untilHandled(orders.length)
    const deadLetters = await route.takeDeadLetters(reader, 1)
    await context.ledger.deadLetter(entry, deadLetters.map(nameOfText))
    context.metrics.count('deadLettered', system.name, deadLetters.length)
    const times = [...atMs].map(([event, ms]) => (recorder.handledAtMs.get(event) ?? 0) - ms)
    return {
      tries: tries(),
      deadLetters: deadLetters.filter(text => text === poison).length,
      longestMs: Math.max(...times),
      delayed: times.filter(ms => ms > attemptMs / 2).length,
    }
  } finally {
    await readers.leave()
    await route.remove()
  }
}

/** A message that is no order costs its time, and then fails, each time that it is tried. */
function failingOn(handle: Handle): { handle: Handle; tries(): number } {
  let tries = 0
  return {
    tries: () => tries,
    async handle(deliveries) {
      try {
        deliveries.map(parseOrder)
      } catch (error) {
        tries += 1
        await sleep(attemptMs)
        throw error
      }
      await handle(deliveries)
    },
  }
}

// It has no id: its text stands for it.
function nameOfText(text: string): string {
  return text === poison ? 'poison' : text
}
