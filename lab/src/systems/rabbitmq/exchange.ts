import { once } from 'node:events'
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib'
import { until } from '../../waiting.ts'
import type { Order } from '../../workload.ts'
import type { Route, RouteOptions } from '../system.ts'
import { readQueue } from './queue.ts'

/** The connections to one node. */
export interface RabbitClients {
  readonly confirms: ConfirmChannel
  readonly consuming: ChannelModel
}

/** Makes an exchange that hands every message to the queue of each reader. */
export async function openExchange(
  { confirms, consuming }: RabbitClients,
  name: string,
  options: RouteOptions,
): Promise<Route> {
  const queues = new Map<string, string>()
  const queueOf = (reader: string) => queues.get(reader) ?? `${name}.${reader}`
  const deadLettersOf = (reader: string) => `${queueOf(reader)}.dlq`
  async function addReader(reader: string): Promise<void> {
    await confirms.assertQueue(deadLettersOf(reader), quorum)
    await confirms.assertQueue(queueOf(reader), queueOptions(options, deadLettersOf(reader)))
    await confirms.bindQueue(queueOf(reader), name, '')
    queues.set(reader, queueOf(reader))
  }
  await confirms.assertExchange(name, 'fanout', { durable: true })
  for (const reader of options.readers) await addReader(reader)
  const publish = createPublish(confirms, name)
  return {
    async send(orders) {
      await publish(orders.map(order => [order, JSON.stringify(order)] as const))
    },
    sendMalformed: (order, text) => publish([[order, text]]),
    read: (reader, how) => readQueue(consuming, queueOf(reader), options, how),
    addReader,
    waiting: async reader => (await confirms.checkQueue(queueOf(reader))).messageCount,
    takeDeadLetters: (reader, count) => takeMessages(confirms, deadLettersOf(reader), count),
    async remove() {
      for (const reader of queues.keys()) {
        await confirms.deleteQueue(queueOf(reader))
        await confirms.deleteQueue(deadLettersOf(reader))
      }
      await confirms.deleteExchange(name)
    },
  }
}

const quorum: Options.AssertQueue = { durable: true, arguments: { 'x-queue-type': 'quorum' } }

/** The broker counts the deliveries and moves what had too many: readers need no code for it. */
function queueOptions(options: RouteOptions, deadLetters: string): Options.AssertQueue {
  const { queueType = 'quorum', maxAttempts, singleActiveConsumer } = options
  return {
    durable: true,
    arguments: {
      'x-queue-type': queueType,
      ...(singleActiveConsumer && { 'x-single-active-consumer': true }),
      ...(maxAttempts !== undefined && {
        // The limit counts what comes after the first delivery.
        'x-delivery-limit': maxAttempts - 1,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': deadLetters,
      }),
    },
  }
}

function createPublish(channel: ConfirmChannel, exchange: string) {
  return async (messages: readonly (readonly [Order, string])[]): Promise<void> => {
    const confirmed: Promise<void>[] = []
    for (const [order, text] of messages) {
      let flowing = true
      confirmed.push(
        new Promise((resolve, reject) => {
          const options = { persistent: true, messageId: order.event_id }
          const done = (error: unknown) => (error ? reject(error) : resolve())
          const content = Buffer.from(text)
          flowing = channel.publish(exchange, order.account_id, content, options, done)
        }),
      )
      // The socket's buffer is full: going on would only fill the memory of this process.
      if (!flowing) await once(channel, 'drain')
    }
    await Promise.all(confirmed)
  }
}

async function takeMessages(channel: ConfirmChannel, queue: string, count: number) {
  const texts: string[] = []
  const enough = async () => {
    const message = await channel.get(queue, { noAck: true })
    if (message !== false) texts.push(message.content.toString())
    return texts.length >= count
  }
  // The broker moves them in its own time.
  await until(`${count} messages of ${queue}`, enough, 20_000)
  return texts
}
