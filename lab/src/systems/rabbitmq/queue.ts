import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import type { Handle, Reader, ReaderOptions, RouteOptions } from '../system.ts'

const mostInHand = 500

/** Starts the consumers of a queue, each on a channel of its own. */
export async function readQueue(
  connection: ChannelModel,
  queue: string,
  { queueType = 'quorum' }: RouteOptions,
  options: ReaderOptions,
): Promise<Reader> {
  const members = await Promise.all(
    Array.from({ length: options.members }, async () => {
      const channel = await connection.createChannel()
      return startConsumer(channel, queue, queueType, options)
    }),
  )
  return {
    async leave() {
      await Promise.all(members.map(member => member.leave()))
    },
  }
}

async function startConsumer(
  channel: Channel,
  queue: string,
  queueType: 'quorum' | 'stream',
  { handle, maxInHand = mostInHand, maxAttempts }: ReaderOptions,
): Promise<Reader> {
  // Whatever has arrived is done together: one statement, one acknowledgement for all.
  const inbox = createInbox(maxAttempts === undefined ? maxInHand : 1, messages =>
    maxAttempts === undefined
      ? handleTogether(channel, messages, handle)
      : handleOrReturn(channel, messages, handle),
  )
  await channel.prefetch(maxInHand)
  const fromStart = queueType === 'stream' ? { 'x-stream-offset': 'first' } : {}
  const { consumerTag } = await channel.consume(
    queue,
    message => message !== null && inbox.add(message),
    { arguments: fromStart },
  )
  return {
    async leave() {
      await channel.cancel(consumerTag)
      try {
        await inbox.close()
      } finally {
        await channel.close()
      }
    },
  }
}

async function handleTogether(channel: Channel, messages: ConsumeMessage[], handle: Handle) {
  await handle(messages.map(toDelivery))
  const last = messages.at(-1)
  if (last !== undefined) channel.ack(last, true)
}

async function handleOrReturn(channel: Channel, messages: ConsumeMessage[], handle: Handle) {
  for (const message of messages) {
    try {
      await handle([toDelivery(message)])
      channel.ack(message)
    } catch {
      channel.nack(message, false, true)
    }
  }
}

function toDelivery({ content }: ConsumeMessage) {
  return { text: content.toString() }
}

/**
 * Collects messages while the last ones are being worked on. Closed, it finishes what it works on;
 * the rest goes back to the queue with the channel.
 */
function createInbox(most: number, work: (messages: ConsumeMessage[]) => Promise<void>) {
  const waiting: ConsumeMessage[] = []
  let running: Promise<void> | undefined
  let closed = false
  let failure: unknown

  async function run(): Promise<void> {
    // One turn of the event loop, so that all that came in one read is taken together.
    await new Promise(resolve => setImmediate(resolve))
    while (waiting.length > 0 && !closed) await work(waiting.splice(0, most))
    running = undefined
  }

  return {
    add(message: ConsumeMessage): void {
      waiting.push(message)
      if (failure !== undefined || closed) return
      running ??= run().catch(error => {
        failure = error
      })
    },
    async close(): Promise<void> {
      closed = true
      await running
      if (failure !== undefined) throw failure
    },
  }
}
