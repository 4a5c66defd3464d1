import { setTimeout as sleep } from 'node:timers/promises'
import type { Kafka, Producer } from 'kafkajs'
import type { Connect } from './connect.ts'
import { createPayloads } from './payloads.ts'

/** A load of our own on one topic; each bound ends it. */
export interface LoadOptions {
  readonly topic: string
  /** Names the client to the brokers, e.g. for a quota. */
  readonly clientId: string
  /** Each has connections of its own and one send under way. */
  readonly senders: number
  readonly recordsPerSend: number
  readonly recordBytes: number
  /** All senders together; undefined: as fast as the brokers answer. */
  readonly recordsPerSecond?: number
  readonly acks: -1 | 1
  readonly seconds: number
  readonly maxBytes: number
}

/** Records by what became of them. */
export interface LoadCount {
  readonly acknowledged: number
  readonly failed: number
  readonly running: boolean
}

/** Loads under way, by topic. They live in this process alone: a kill ends them. */
export interface Loads {
  /**
   * Returns when every sender is connected; one that goes on already is left alone.
   * @param signal gives up connecting
   */
  start(options: LoadOptions, signal?: AbortSignal): Promise<void>
  /** Returns when nothing is under way any more. */
  stop(topic: string): Promise<LoadCount>
  count(topic: string): LoadCount
  /** Drops the figures of a load that is over, so that the next one on the topic begins anew. */
  forget(topic: string): void
  stopAll(): Promise<void>
}

interface Load {
  acknowledged: number
  failed: number
  bytes: number
  readonly ending: AbortController
  done: Promise<unknown>
}

const none: LoadCount = { acknowledged: 0, failed: 0, running: false }

/** Each load has a client of its own, by its id. */
export function createLoads(connect: Connect): Loads {
  const loads = new Map<string, Load>()

  function count(topic: string): LoadCount {
    const load = loads.get(topic)
    if (load === undefined) return none
    const { acknowledged, failed, ending } = load
    return { acknowledged, failed, running: !ending.signal.aborted }
  }

  async function stop(topic: string): Promise<LoadCount> {
    const load = loads.get(topic)
    load?.ending.abort()
    await load?.done
    return count(topic)
  }

  return {
    start: async (options, signal) => {
      if (count(options.topic).running) return
      const kafka = await connect(options.clientId)
      const producers = Array.from({ length: options.senders }, () => makeProducer(kafka))
      await connectAll(producers, signal)
      const load: Load = { ...newLoad(), done: Promise.resolve() }
      loads.set(options.topic, load)
      const timer = setTimeout(() => load.ending.abort(), options.seconds * 1000)
      load.done = Promise.all(producers.map(producer => sendOn(producer, options, load))).finally(
        async () => {
          clearTimeout(timer)
          load.ending.abort()
          await disconnectAll(producers)
        },
      )
    },
    stop,
    count,
    forget: topic => {
      if (!count(topic).running) loads.delete(topic)
    },
    stopAll: async () => {
      await Promise.all([...loads.keys()].map(stop))
    },
  }
}

function newLoad() {
  return { acknowledged: 0, failed: 0, bytes: 0, ending: new AbortController() }
}

/** Without retries a failure is counted at once, and the next send tries the brokers anew. */
function makeProducer(kafka: Kafka): Producer {
  return kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 2 } })
}

async function connectAll(producers: readonly Producer[], signal?: AbortSignal): Promise<void> {
  try {
    for (const producer of producers) {
      signal?.throwIfAborted()
      await producer.connect()
    }
  } catch (error) {
    await disconnectAll(producers)
    throw error
  }
}

async function disconnectAll(producers: readonly Producer[]): Promise<void> {
  await Promise.all(producers.map(producer => producer.disconnect().catch(() => undefined)))
}

/** One sender: the next send begins when the one before it is answered. */
async function sendOn(producer: Producer, options: LoadOptions, load: Load): Promise<void> {
  const { topic, acks, recordsPerSend, recordBytes, maxBytes, senders, recordsPerSecond } = options
  const { signal } = load.ending
  const payloads = createPayloads(recordBytes)
  const pauseMs =
    recordsPerSecond === undefined ? 0 : (1000 * senders * recordsPerSend) / recordsPerSecond
  while (!signal.aborted && load.bytes + recordsPerSend * recordBytes <= maxBytes) {
    const startedAt = Date.now()
    load.bytes += recordsPerSend * recordBytes
    const messages = Array.from({ length: recordsPerSend }, () => ({ value: payloads.next() }))
    try {
      await producer.send({ topic, acks, messages })
      load.acknowledged += recordsPerSend
    } catch {
      load.failed += recordsPerSend
      await sleep(200, undefined, { signal }).catch(() => undefined)
    }
    const restMs = startedAt + pauseMs - Date.now()
    if (restMs > 0) await sleep(restMs, undefined, { signal }).catch(() => undefined)
  }
}
