import { commonErrors, type FieldError, OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import { type Static, Type } from 'typebox'
import { producerErrors } from '../errors.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { accountsOfPartition } from './accounts.ts'
import type { Intake } from './intake.ts'

/** Body of POST /bursts. */
export const burstSchema = Type.Object(
  {
    topic: Type.String({ description: 'A topic that the producer writes to.' }),
    records: Type.Integer({ minimum: 1, maximum: 200_000 }),
    partition: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Only accounts whose key goes to this partition.' }),
    ),
  },
  { additionalProperties: false },
)

export type BurstRequest = Static<typeof burstSchema>

/** What will be sent; `accounts` is how many a burst to one partition draws from. */
export type AcceptedBurst = BurstRequest & { readonly accounts?: number }

interface BurstParts {
  readonly intakes: ReadonlyMap<string, Intake>
  readonly partitions: Partitions
  readonly settings: () => ProducerSettings
  /** Whether accounts and partitions are known by now. */
  readonly isStarted: () => boolean
}

/**
 * Makes the function behind POST /bursts.
 * @throws OperationalError INVALID_BURST with every wrong field; NOT_READY before the start
 */
export function createBursts({ intakes, partitions, settings, isStarted }: BurstParts) {
  return function burst(body: unknown): AcceptedBurst {
    const request = validate(body, [...intakes.keys()])
    if (!isStarted()) throw new OperationalError(commonErrors.notReady, 'Kafka or the ledger')
    const { topic, records, partition } = request
    const intake = intakes.get(topic) as Intake
    if (partition === undefined) {
      intake.burst(records)
      return request
    }
    const count = partitions.count(topic)
    if (partition >= count) throw refused('partition', `${topic} has partitions 0 to ${count - 1}`)
    const accounts = accountsOfPartition(partitions, topic, partition, settings().accounts)
    if (accounts.length === 0) {
      throw refused('partition', `no key of the ${settings().accounts} accounts goes there`)
    }
    intake.burst(records, { accounts, partition })
    return { ...request, accounts: accounts.length }
  }
}

function validate(body: unknown, topics: string[]): BurstRequest {
  const result = check(burstSchema, body)
  const fields = result.ok ? [] : [...result.fields]
  const topic = (body as Partial<BurstRequest> | null)?.topic
  if (typeof topic === 'string' && !topics.includes(topic)) {
    fields.push({ field: 'topic', message: `must be one of ${topics.join(', ')}` })
  }
  if (result.ok && fields.length === 0) return result.value
  throw invalid(fields)
}

function refused(field: string, message: string): OperationalError {
  return invalid([{ field, message }])
}

function invalid(fields: FieldError[]): OperationalError {
  const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  return new OperationalError(producerErrors.invalidBurst, detail, { fields })
}
