import { doneWithin } from '@firedrill/service-kit/done-within'
import type { Consumer, GroupAssignment } from '@platformatic/kafka'
import type { ConsumerSettings } from '../../settings.ts'
import { createAssignment } from '../assignment.ts'
import { createCommitter } from '../committer.ts'
import { type Member, type MemberParts, rejoinMs } from '../member.ts'
import { isMembershipOver } from '../protocol-errors.ts'
import { createSilenceWatch } from '../silence-watch.ts'
import { openClient } from './client.ts'
import { createPartitionQueue, type RawMessage } from './partition-queue.ts'
import { createQueues, type Queues } from './queues.ts'
import { createReader, type Reader } from './reader.ts'
import { watchConsumer } from './watch.ts'

const finishWithinMs = 6000
const leaveWithinMs = 3000

/** Makes a member by @platformatic/kafka: also KIP-848 and static membership. */
export function createPlatformaticMember(settings: ConsumerSettings, parts: MemberParts): Member {
  const { groupId: group, groupProtocol } = settings
  const { metrics } = parts
  const assignment = createAssignment(group, metrics)
  const silence = createSilenceWatch(2 * settings.sessionTimeoutMs + rejoinMs)
  const end = Promise.withResolvers<string>()
  let consumer: Consumer | undefined
  let reader: Reader | undefined

  const fail = (error: unknown) => end.resolve(report(error, group, parts))
  const queues = openQueues(settings, parts, {
    commit: async last => consumer?.commit({ offsets: [offsetAfter(last)] }),
    onEvicted: fail,
  })
  const finish = () => doneWithin(finishWithinMs, queues.finish())

  function onAssigned(assigned: readonly GroupAssignment[], seconds: number | undefined): void {
    metrics.countRebalance(group, seconds)
    queues.assign(assigned, groupProtocol === 'consumer')
    assignment.replace(byTopic(assigned))
    parts.onJoined()
    reader?.reopen().catch(fail)
  }

  return {
    ended: end.promise,
    async start() {
      const asks = { beforeJoin: finish, isFull: queues.isFull }
      consumer = await openClient(settings, parts.config, asks)
      watchConsumer(consumer, settings, {
        onAssigned,
        onAlive: silence.alive,
        onError: error => metrics.countError(group, error),
        onLag: assignment.setLag,
      })
      reader = createReader({ consumer, settings, onMessage: queues.push, onFailure: fail })
      await reader.reopen()
      silence.start(silentMs => end.resolve(`no sign of life for ${silentMs / 1000} s`))
    },
    async stop(leave) {
      silence.stop()
      reader?.stop()
      consumer?.stopLagMonitoring()
      await finish()
      if (leave && consumer !== undefined) await doneWithin(leaveWithinMs, consumer.close(true))
      queues.lose()
      assignment.replace({})
    },
  }
}

/** @returns why the member ends */
function report(error: unknown, group: string, { metrics, logger }: MemberParts): string {
  metrics.countError(group, error)
  logger.warn({ err: error, group }, 'the consumer failed')
  return error instanceof Error ? error.message : String(error)
}

interface QueueEnds {
  readonly commit: (last: RawMessage) => Promise<void>
  /** Told when a batch finds out that the member is none any more. */
  readonly onEvicted: (error: unknown) => void
}

function openQueues(
  { groupId: group, groupProtocol }: ConsumerSettings,
  { metrics, logger, processor }: MemberParts,
  { commit, onEvicted }: QueueEnds,
): Queues {
  const committer = createCommitter({ group, metrics, logger })
  return createQueues((topic, partition) =>
    createPartitionQueue({
      ...{ group, topic, partition, processor },
      commit: last => committer(() => commit(last), positionAfter(last)),
      onFinished: count => metrics.recordsConsumed.inc({ group, topic, partition }, count),
      onFailure(error) {
        // With the classic protocol the library hears of it too, and joins again.
        if (groupProtocol === 'consumer' && isMembershipOver(error)) onEvicted(error)
      },
    }),
  )
}

function byTopic(assigned: readonly GroupAssignment[]): Record<string, number[]> {
  return Object.fromEntries(assigned.map(({ topic, partitions }) => [topic, partitions]))
}

function offsetAfter({ topic, partition, offset, leaderEpoch }: RawMessage) {
  return { topic, partition, offset: offset + 1n, leaderEpoch }
}

function positionAfter({ topic, partition, offset }: RawMessage) {
  return { topic, partition, offset: (offset + 1n).toString() }
}
