import { retryForever } from '@firedrill/service-kit/lifecycle'
import kafkajs, { type Producer, type RecordMetadata } from 'kafkajs'
import { batchingOf } from '../batching.ts'
import type { ProducerSettings } from '../settings.ts'
import type { Batch } from './record.ts'

/** A connected kafkajs producer and what it was made with. */
export interface Connection {
  readonly producer: Producer
  readonly idempotent: boolean
}

interface SessionParts {
  /** Connects a new producer; rejects while Kafka cannot be reached. */
  connect(): Promise<Connection>
  readonly settings: () => ProducerSettings
  /** Ends the tries to connect. */
  readonly signal: AbortSignal
  onReady(): void
  onUnreachable(error: unknown): void
}

/** The producer in use; replaced, while sends go on, when it must be another one. */
export interface Session {
  /** Resolves when the producer in use is connected. */
  connected(): Promise<void>
  /** Sends one batch with its retries; waits while no producer is connected. */
  send(batch: Batch): Promise<RecordMetadata[]>
  /** Puts a new producer in place; the old one is closed after its last send. */
  renew(): Promise<void>
  /** Closes after the last send; nothing is sent any more. */
  retire(): void
  /** Closes without waiting for brokers that do not answer. */
  close(): Promise<void>
}

interface Generation {
  readonly connection: Promise<Connection>
  inFlight: number
}

const codecs = {
  none: kafkajs.CompressionTypes.None,
  gzip: kafkajs.CompressionTypes.GZIP,
  snappy: kafkajs.CompressionTypes.Snappy,
  zstd: kafkajs.CompressionTypes.ZSTD,
} as const

/** Begins to connect at once. */
export function openSession(parts: SessionParts): Session {
  let active = begin()
  let isRetired = false

  function begin(): Generation {
    const { signal, onUnreachable } = parts
    const connection = retryForever(parts.connect, { signal, onFailure: onUnreachable })
    connection.then(parts.onReady, () => undefined)
    return { connection, inFlight: 0 }
  }

  function replace(old: Generation): void {
    if (old !== active || isRetired) return
    active = begin()
    if (old.inFlight === 0) void disconnect(old)
  }

  async function send(batch: Batch): Promise<RecordMetadata[]> {
    const mine = active
    mine.inFlight += 1
    try {
      return await sendWith(await mine.connection, batch, parts.settings())
    } catch (error) {
      // kafkajs gives the numbers of a failed batch to the next one: if a broker had appended
      // the first, it would take the second for a repetition and drop it. A new producer
      // numbers from the beginning.
      replace(mine)
      throw error
    } finally {
      mine.inFlight -= 1
      if ((mine !== active || isRetired) && mine.inFlight === 0) void disconnect(mine)
    }
  }

  return {
    send,
    async connected() {
      await active.connection
    },
    async renew() {
      replace(active)
      await active.connection
    },
    retire() {
      isRetired = true
      if (active.inFlight === 0) void disconnect(active)
    },
    close: () => disconnect(active),
  }
}

function sendWith(
  { producer, idempotent }: Connection,
  batch: Batch,
  settings: ProducerSettings,
): Promise<RecordMetadata[]> {
  const { acks, compression } = batchingOf(settings, batch.topic)
  return producer.send({
    topic: batch.topic,
    acks: idempotent ? -1 : acks,
    compression: codecs[compression],
    messages: batch.records,
  })
}

async function disconnect({ connection }: Generation): Promise<void> {
  const open = await connection.catch(() => undefined)
  await open?.producer.disconnect().catch(() => undefined)
}
