import type { Order } from '../workload.ts'

/** Both sides, Kafka first. */
export const systemNames = ['kafka', 'rabbitmq'] as const
export type SystemName = (typeof systemNames)[number]

/** A message as a reader gets it. */
export interface Delivery {
  readonly text: string
}

/** Does the work of some deliveries; they are acknowledged to the system when it resolves. */
export type Handle = (deliveries: readonly Delivery[]) => Promise<void>

/** How a reader works: a consumer group in Kafka, a queue in RabbitMQ. */
export interface ReaderOptions {
  /** Competing consumers. */
  readonly members: number
  readonly handle: Handle
  /** Most deliveries of a member that are not acknowledged yet (RabbitMQ's prefetch). */
  readonly maxInHand?: number
  /** Tries of one order, where it goes to the dead letters after the last; handed over one by one. */
  readonly maxAttempts?: number
}

/** The running members of a reader. */
export interface Reader {
  /**
   * Lets every member finish what it has in hand and go.
   * @throws what ended a member before
   */
  leave(): Promise<void>
}

/** Where the orders of one experiment go: a topic, or an exchange with a queue for each reader. */
export interface Route {
  /** Sends in this order; resolves when the system has acknowledged all. */
  send(orders: readonly Order[]): Promise<void>
  /** Sends a text that no reader can use, as if it were this order. */
  sendMalformed(order: Order, text: string): Promise<void>
  /** Starts the members of a reader; resolves when they are ready to get orders. */
  read(reader: string, options: ReaderOptions): Promise<Reader>
  /** Makes a reader who comes after the orders were sent. */
  addReader(reader: string): Promise<void>
  /** Lets a reader without members begin again with the oldest order; absent where that cannot be. */
  readonly rewind?: (reader: string) => Promise<void>
  /** Orders that wait for a reader. */
  waiting(reader: string): Promise<number>
  /** Texts that the reader gave up on; they are taken away. */
  takeDeadLetters(reader: string, count: number): Promise<string[]>
  /** Leaves nothing behind in the system. */
  remove(): Promise<void>
}

/** What a route is like beyond the defaults of a system. */
export interface RouteOptions {
  readonly readers: readonly string[]
  /** See `ReaderOptions`: the broker must know it too, where it counts the tries. */
  readonly maxAttempts?: number
  /** RabbitMQ: how the messages are kept; a stream is a log. */
  readonly queueType?: 'quorum' | 'stream'
  /** RabbitMQ: one consumer of a queue at a time, the others wait: the order is kept. */
  readonly singleActiveConsumer?: boolean
}

/** One of the two systems. */
export interface System {
  readonly name: SystemName
  /** As the server says it, or what is known of it. */
  readonly version: string
  openRoute(name: string, options: RouteOptions): Promise<Route>
  close(): Promise<void>
}
