import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Kafka, Message } from 'kafkajs'
import { consumerErrors, reasonOf } from '../errors.ts'
import { findEventId } from '../handlers/account-event.ts'
import { insertDeadLetter } from '../ledger/dead-letter-row.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { IncomingRecord } from '../processing/record.ts'
import type { WorkContext } from '../processing/work-context.ts'
import { createLateProducer } from './late-producer.ts'

/** Where records go that cannot be processed. */
export interface DeadLetters {
  /**
   * Writes a record to the dead letter topic and notes it in the ledger; waits for both as
   * long as it takes. After a crash in between, a record may lie in the topic twice.
   * @throws INTERRUPTED once the signal aborts
   */
  write(record: IncomingRecord, error: unknown, context: WorkContext): Promise<void>
  stop(): Promise<void>
}

interface DeadLetterParts {
  readonly kafka: Kafka
  readonly topic: string
  readonly ledger: Ledger
  readonly logger: Logger
}

const retryMs = 1000

/** Opens the way to the dead letter topic; connects with the first dead letter. */
export function createDeadLetters(parts: DeadLetterParts): DeadLetters {
  const { ledger, logger, topic } = parts
  const late = createLateProducer(parts.kafka)

  async function sendForEver(message: Message, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        const producer = await late.connected()
        await producer.send({ topic, acks: -1, messages: [message] })
        return
      } catch (error) {
        logger.warn({ err: error, topic }, 'cannot write the dead letter, trying again')
      }
      await sleep(retryMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) throw new OperationalError(consumerErrors.interrupted, 'dead letter')
    }
  }

  return {
    async write(record, error, { group, signal }) {
      const reason = storable(reasonOf(error))
      await sendForEver(toMessage(record, group, reason), signal)
      const { topic: from, partition, offset } = record
      const eventId = findEventId(record)
      const row = {
        eventId: eventId === undefined ? undefined : storable(eventId),
        group,
        topic: from,
        partition,
        offset,
        error: reason,
      }
      await ledger.run(pool => insertDeadLetter(pool, row), signal)
    },
    stop: late.stop,
  }
}

/** The record as it was, with its origin and its error as headers. */
function toMessage(record: IncomingRecord, group: string, error: string): Message {
  return {
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'origin.topic': record.topic,
      'origin.partition': String(record.partition),
      'origin.offset': record.offset,
      error,
      group,
    },
  }
}

/** PostgreSQL stores no NUL character; an error message may quote one from the record. */
function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, 1000)
}
