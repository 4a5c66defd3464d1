import type { Consumer, MessagesStream } from '@platformatic/kafka'
import type { ConsumerSettings } from '../../settings.ts'
import type { RawMessage } from './partition-queue.ts'

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>

interface ReaderParts {
  readonly consumer: Consumer
  readonly settings: Pick<ConsumerSettings, 'topics' | 'offsetReset'>
  /** Takes one record; what is too much is for the next fetch to leave out. */
  readonly onMessage: (message: RawMessage) => void
  readonly onFailure: (error: unknown) => void
}

/** Reads what is assigned, from the committed offsets on. */
export interface Reader {
  /**
   * Begins anew with another stream. Records that the old one still holds are dropped: their
   * partition may have been somebody else's meanwhile, and they would leave a gap.
   */
  reopen(): Promise<void>
  /** Stops reading at once. */
  stop(): void
}

export function createReader({ consumer, settings, onMessage, onFailure }: ReaderParts): Reader {
  let current: Stream | undefined
  let opening: Promise<void> | undefined
  let isWanted = false
  let isStopped = false

  async function openWanted(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      const old = current
      current = undefined
      // The library forgets its topics, and so its membership, when no stream reads them: the
      // new one comes before the old one goes.
      const stream = await openStream(consumer, settings)
      current = isStopped ? undefined : stream
      void pump(stream)
      await old?.close().catch(() => undefined)
    }
  }

  async function pump(stream: Stream): Promise<void> {
    try {
      for await (const message of stream) {
        if (stream !== current) return
        onMessage(message)
      }
      if (stream === current) onFailure(new Error('the stream of records ended'))
    } catch (error) {
      if (stream === current) onFailure(error)
    }
  }

  return {
    async reopen() {
      isWanted = true
      current?.pause()
      opening ??= openWanted().finally(() => {
        opening = undefined
      })
      await opening
    },
    stop() {
      isStopped = true
      current = undefined
    },
  }
}

function openStream(
  consumer: Consumer,
  { topics, offsetReset }: ReaderParts['settings'],
): Promise<Stream> {
  return consumer.consume({ topics, mode: 'committed', fallbackMode: offsetReset })
}
