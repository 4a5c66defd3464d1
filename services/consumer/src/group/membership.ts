import { setTimeout as sleep } from 'node:timers/promises'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Settings } from '@firedrill/service-kit/settings'
import { reasonOf } from '../errors.ts'
import { type ConsumerSettings, needsReconnect } from '../settings.ts'
import { createKafkajsMember } from './kafkajs-member.ts'
import type { Member, MemberParts } from './member.ts'
import { createPlatformaticMember } from './platformatic/member.ts'
import { isTopicUnknown } from './protocol-errors.ts'

interface MembershipParts extends Omit<MemberParts, 'onJoined'> {
  readonly settings: Settings<ConsumerSettings>
  readonly readiness: Readiness
}

const firstWaitMs = 1000
const longestWaitMs = 5000

/**
 * Keeps this process in its group: makes a new member after each crash and each change of a
 * client setting, and idles while there is no group or no topic.
 */
export function createMembership(parts: MembershipParts) {
  const { settings, readiness, metrics, logger } = parts
  const ending = new AbortController()
  // Replaced with each change that needs a new client; aborted when it is out of date.
  let changed = new AbortController()
  const backoff = createBackoff()
  const countFor = createGroupCount(metrics)

  settings.subscribe((now, before) => {
    if (needsReconnect(now, before)) changed.abort()
  })

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      changed = new AbortController()
      const { current } = settings
      await countFor(current.groupId)
      const interrupted = AbortSignal.any([changed.signal, ending.signal])
      if (current.groupId === '' || current.topics.length === 0) await idle(parts, interrupted)
      else await consume(current, interrupted)
    }
  }

  async function consume(current: ConsumerSettings, interrupted: AbortSignal): Promise<void> {
    readiness.missing('kafka', `joining the group ${current.groupId} (KAFKA_BROKERS)`)
    const onJoined = () => {
      readiness.ready('kafka')
      backoff.reset()
    }
    const create = current.client === 'kafkajs' ? createKafkajsMember : createPlatformaticMember
    const member = create(current, { ...parts, onJoined })
    const reason = await lifeOf(member, interrupted, error => {
      metrics.countError(current.groupId, error)
    })
    // Only a process that ends may keep its place: one that goes on has another membership.
    const leave = current.leaveOnStop || !ending.signal.aborted
    await member.stop(leave).catch(error => logger.warn({ err: error }, 'did not leave cleanly'))
    if (reason === undefined) return
    readiness.missing('kafka', `${reason} (KAFKA_BROKERS)`)
    const waitMs = backoff.next()
    logger.warn({ reason, waitMs }, 'not in the group, trying again')
    await sleep(waitMs, undefined, { signal: interrupted }).catch(() => undefined)
  }

  return {
    run,
    /** Ends the loop; resolves when the group has been left. */
    stop: () => ending.abort(),
  }
}

async function idle(
  { logger, readiness }: MembershipParts,
  interrupted: AbortSignal,
): Promise<void> {
  logger.info('no group or no topics are set, idling')
  readiness.ready('kafka')
  await aborted(interrupted)
}

/** Waits that double from one try to the next. */
function createBackoff() {
  let waitMs = firstWaitMs
  return {
    next(): number {
      const now = waitMs
      waitMs = Math.min(waitMs * 2, longestWaitMs)
      return now
    },
    reset(): void {
      waitMs = firstWaitMs
    },
  }
}

/** Makes the function that has the series of one group at a time, or of none with ''. */
function createGroupCount(metrics: MembershipParts['metrics']) {
  let open = ''
  return async (group: string): Promise<void> => {
    if (group === open) return
    if (open !== '') await metrics.closeGroup(open)
    if (group !== '') metrics.openGroup(group)
    open = group
  }
}

/** Why a member ended; undefined if it was interrupted. */
async function lifeOf(
  member: Member,
  interrupted: AbortSignal,
  onFailedStart: (error: unknown) => void,
): Promise<string | undefined> {
  const started = member.start().then(
    () => member.ended,
    error => {
      onFailedStart(error)
      if (isTopicUnknown(error)) return 'a topic of the setting `topics` does not exist'
      return reasonOf(error)
    },
  )
  return Promise.race([started, aborted(interrupted)])
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return
  await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
}
