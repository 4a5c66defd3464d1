import { commonErrors, OperationalError } from '@firedrill/service-kit/errors'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { type Stream, topicOf } from '../topics.ts'
import { accountsOfPartition } from './accounts.ts'
import { type BurstRequest, checkBurst, refused } from './burst-request.ts'
import type { Intake } from './intake.ts'
import type { Choice } from './record-source.ts'
import type { Routes } from './routes.ts'

/** What will be sent; `accounts` is how many a burst to one partition draws from. */
export type AcceptedBurst = BurstRequest & {
  readonly kind: Stream
  readonly topic: string
  readonly accounts?: number
}

interface BurstParts {
  readonly routes: Pick<Routes, 'open' | 'streamOf'>
  readonly partitions: Partitions
  readonly settings: () => ProducerSettings
  /** Whether accounts and partitions are known by now. */
  readonly isStarted: () => boolean
  /** Whether the cluster has a topic; its partitions are known then. */
  exists(topic: string): Promise<boolean>
}

/**
 * Makes the function behind POST /bursts.
 * @throws OperationalError INVALID_BURST with every wrong field; NOT_READY before the start
 */
export function createBursts(parts: BurstParts) {
  const { routes, settings, isStarted } = parts
  return async function burst(body: unknown): Promise<AcceptedBurst> {
    const request = checkBurst(body)
    if (!isStarted()) throw new OperationalError(commonErrors.notReady, 'Kafka or the ledger')
    const { kind, topic } = placeOf(request, routes, settings())
    await refuseUnknown(topic, parts)
    if (request.malformed === true && kind === 'audit') {
      throw refused('malformed', 'is for orders and invoices: nobody looks into audit records')
    }
    const malformed = request.malformed === true && { malformed: true }
    const choice = { ...choiceOf(request, topic, parts), ...malformed }
    const intake: Intake = routes.open(kind, topic)
    intake.burst(request.records, choice)
    const { accounts } = choice
    return { ...request, kind, topic, ...(accounts && { accounts: accounts.length }) }
  }
}

/** Which stream's records go where: either says the other, and both together may be new. */
function placeOf(
  { topic, kind }: BurstRequest,
  routes: BurstParts['routes'],
  settings: ProducerSettings,
): { kind: Stream; topic: string } {
  if (topic === undefined) {
    if (kind === undefined) throw refused('topic', 'is required where there is no kind')
    return { kind, topic: topicOf(settings, kind) }
  }
  const stream = routes.streamOf(topic)
  const wanted = kind ?? stream
  if (wanted === undefined) {
    throw refused(
      'kind',
      `is required: no stream goes to ${topic}, so it must be said what to send`,
    )
  }
  if (stream !== undefined && stream !== wanted) {
    throw refused('kind', `must be ${stream}, which is what goes to ${topic}`)
  }
  return { kind: wanted, topic }
}

async function refuseUnknown(topic: string, { partitions, exists }: BurstParts): Promise<void> {
  if (partitions.count(topic) > 0) return
  const found = await exists(topic).catch(cause => {
    throw new OperationalError(commonErrors.notReady, 'Kafka does not answer', { cause })
  })
  if (!found) throw refused('topic', `${topic} does not exist`)
}

function choiceOf(request: BurstRequest, topic: string, parts: BurstParts): Choice {
  const { partition } = request
  if (partition === undefined) return {}
  const count = parts.partitions.count(topic)
  if (partition >= count) throw refused('partition', `${topic} has partitions 0 to ${count - 1}`)
  const known = parts.settings().accounts
  const accounts = accountsOfPartition(parts.partitions, topic, partition, known)
  if (accounts.length > 0) return { accounts, partition }
  throw refused('partition', `no key of the ${known} accounts goes there`)
}
