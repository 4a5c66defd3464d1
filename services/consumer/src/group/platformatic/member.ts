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
import { createQueues } from './queues.ts'
import { createReader, type Reader } from './reader.ts'
import { watchConsumer } from './watch.ts'

const finishWithinMs = 6000
const leaveWithinMs = 3000

/** Makes a member by @platformatic/kafka: also KIP-848 and static membership. */
export function createPlatformaticMember(settings: ConsumerSettings, parts: MemberParts): Member {
  const { groupId: group, groupProtocol } = settings
  const { metrics, logger, processor } = parts
  const assignment = createAssignment(group, metrics)
  const silence = createSilenceWatch(2 * settings.sessionTimeoutMs + rejoinMs)
  const commit = createCommitter({ group, metrics, logger })
  const end = Promise.withResolvers<string>()
  let consumer: Consumer | undefined
  let reader: Reader | undefined

  const queues = createQueues((topic, partition) =>
    createPartitionQueue({
      ...{ group, topic, partition, processor },
      commit: last => commit(() => sendCommit(last), positionAfter(last)),
      onFinished: count => metrics.recordsConsumed.inc({ group, topic, partition }, count),
      onFailure(error) {
        // The library hears of an eviction at its next heartbeat too, and joins again.
        if (groupProtocol === 'consumer' && isMembershipOver(error)) fail(error)
      },
    }),
  )

  async function sendCommit({ topic, partition, offset, leaderEpoch }: RawMessage): Promise<void> {
    const offsets = [{ topic, partition, offset: offset + 1n, leaderEpoch }]
    await consumer?.commit({ offsets })
  }

  function fail(error: unknown): void {
    metrics.countError(group, error)
    logger.warn({ err: error, group }, 'the consumer failed')
    end.resolve(error instanceof Error ? error.message : String(error))
  }

  function onAssigned(assigned: readonly GroupAssignment[], seconds: number | undefined): void {
    metrics.rebalances.inc({ group })
    if (seconds !== undefined) metrics.rebalanceDuration.observe({ group }, seconds)
    queues.assign(assigned, groupProtocol === 'consumer')
    assignment.replace(
      Object.fromEntries(assigned.map(({ topic, partitions }) => [topic, partitions])),
    )
    parts.onJoined()
    reader?.reopen().catch(fail)
  }

  return {
    ended: end.promise,
    async start() {
      consumer = await openClient(settings, parts.config, {
        beforeJoin: async () => void (await doneWithin(finishWithinMs, queues.finish())),
        isFull: queues.isFull,
      })
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
      await doneWithin(finishWithinMs, queues.finish())
      if (leave && consumer !== undefined) await doneWithin(leaveWithinMs, consumer.close(true))
      queues.lose()
      assignment.replace({})
    },
  }
}

function positionAfter({ topic, partition, offset }: RawMessage) {
  return { topic, partition, offset: (offset + 1n).toString() }
}
