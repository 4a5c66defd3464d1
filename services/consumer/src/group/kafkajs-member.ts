import { doneWithin } from '@firedrill/service-kit/done-within'
import type { Consumer, EachBatchHandler, Kafka } from 'kafkajs'
import type { ConsumerSettings } from '../settings.ts'
import { createAssignment } from './assignment.ts'
import { createCommitter } from './committer.ts'
import { createEachBatch } from './each-batch.ts'
import {
  fetchMaxBytes,
  fetchMinBytes,
  fetchWaitMs,
  type Member,
  type MemberParts,
  rejoinMs,
} from './member.ts'
import { isCoordinatorLoading } from './protocol-errors.ts'
import { createSilenceWatch } from './silence-watch.ts'
import { createStays } from './stays.ts'

/** Partitions that may be worked on at the same time. */
const partitionsAtOnce = 16
const joinWithinMs = 2000
const stopWithinMs = 6000

/** Makes a member by kafkajs: the classic protocol, dynamic membership. */
export function createKafkajsMember(settings: ConsumerSettings, parts: MemberParts): Member {
  const { groupId: group, heartbeatIntervalMs, sessionTimeoutMs } = settings
  const { metrics, logger } = parts
  const assignment = createAssignment(group, metrics)
  const silence = createSilenceWatch(2 * sessionTimeoutMs + rejoinMs)
  const end = Promise.withResolvers<string>()
  const stays = createStays()
  let started: Promise<void> = Promise.resolve()
  const consumer = openConsumer(parts.kafka, settings)

  watch(consumer, {
    onAlive: silence.alive,
    onCrash: error => end.resolve(report(error, group, parts)),
    onJoin(assigned, seconds) {
      stays.begin()
      metrics.countRebalance(group, seconds)
      assignment.replace(assigned)
      parts.onJoined()
    },
  })
  const eachBatch = createEachBatch({
    ...{ group, heartbeatIntervalMs, metrics, assignment, processor: parts.processor },
    commit: createCommitter({ group, metrics, logger }),
    currentGeneration: stays.current,
    onAlive: silence.alive,
  })

  async function join(): Promise<void> {
    await beginReading(consumer, settings, eachBatch)
    // kafkajs cannot give up a join: one that came too late is undone.
    if (stays.areEnding()) await consumer.disconnect()
    else silence.start(silentMs => end.resolve(`no sign of life for ${silentMs / 1000} s`))
  }

  return {
    ended: end.promise,
    start() {
      started = join()
      return started
    },
    async stop() {
      silence.stop()
      stays.endSoon()
      await doneWithin(joinWithinMs, started)
      await doneWithin(stopWithinMs, consumer.disconnect())
      stays.lose()
      assignment.replace({})
    },
  }
}

function openConsumer(kafka: Kafka, settings: ConsumerSettings): Consumer {
  return kafka.consumer({
    groupId: settings.groupId,
    sessionTimeout: settings.sessionTimeoutMs,
    rebalanceTimeout: rejoinMs,
    heartbeatInterval: settings.heartbeatIntervalMs,
    maxBytesPerPartition: settings.maxBytesPerPartition,
    readUncommitted: settings.isolation === 'read_uncommitted',
    metadataMaxAge: settings.metadataMaxAgeMs,
    minBytes: fetchMinBytes,
    maxBytes: fetchMaxBytes,
    maxWaitTimeInMs: fetchWaitMs,
    allowAutoTopicCreation: false,
    retry: {
      retries: 8,
      initialRetryTime: 200,
      maxRetryTime: 5000,
      // A crash ends the member, whatever its reason; the membership makes a new one.
      restartOnFailure: async () => false,
    },
  })
}

async function beginReading(
  consumer: Consumer,
  { topics, offsetReset }: ConsumerSettings,
  eachBatch: EachBatchHandler,
): Promise<void> {
  await consumer.connect()
  await consumer.subscribe({ topics, fromBeginning: offsetReset === 'earliest' })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: partitionsAtOnce,
    eachBatch,
  })
}

/** @returns why the member ends */
function report(error: Error, group: string, { metrics, logger }: MemberParts): string {
  if (isCoordinatorLoading(error)) {
    logger.info('the group coordinator is still loading')
  } else {
    metrics.countError(group, error)
    logger.warn({ err: error, group }, 'the consumer crashed')
  }
  return error.message
}

interface Watcher {
  onAlive(): void
  onCrash(error: Error): void
  onJoin(assigned: Readonly<Record<string, number[]>>, seconds: number): void
}

function watch(consumer: Consumer, watcher: Watcher): void {
  const { FETCH, HEARTBEAT, GROUP_JOIN, CRASH } = consumer.events
  consumer.on(FETCH, watcher.onAlive)
  consumer.on(HEARTBEAT, watcher.onAlive)
  consumer.on(CRASH, ({ payload }) => watcher.onCrash(payload.error))
  // `consumer.rebalancing` misses the members that the group had forgotten.
  consumer.on(GROUP_JOIN, ({ payload }) => {
    watcher.onAlive()
    watcher.onJoin(payload.memberAssignment, payload.duration / 1000)
  })
}
