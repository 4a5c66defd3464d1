import { doneWithin } from '@firedrill/service-kit/done-within'
import type { Consumer, ConsumerCrashEvent, Kafka } from 'kafkajs'
import type { ConsumerSettings } from '../settings.ts'
import { createAssignment } from './assignment.ts'
import { createCommitter } from './committer.ts'
import { createEachBatch } from './each-batch.ts'
import { createGeneration } from './generation.ts'
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

/** Partitions that may be worked on at the same time. */
const partitionsAtOnce = 16
const joinWithinMs = 2000
const stopWithinMs = 6000

/** Makes a member by kafkajs: the classic protocol, dynamic membership. */
export function createKafkajsMember(settings: ConsumerSettings, parts: MemberParts): Member {
  const { groupId: group, topics, heartbeatIntervalMs, sessionTimeoutMs } = settings
  const { metrics, logger } = parts
  const assignment = createAssignment(group, metrics)
  const silence = createSilenceWatch(2 * sessionTimeoutMs + rejoinMs)
  const end = Promise.withResolvers<string>()
  let generation = createGeneration()
  let isStopping = false
  let started: Promise<void> = Promise.resolve()
  const consumer = openConsumer(parts.kafka, settings)

  function onCrash({ payload: { error } }: ConsumerCrashEvent): void {
    if (isCoordinatorLoading(error)) logger.info('the group coordinator is still loading')
    else {
      metrics.countError(group, error)
      logger.warn({ err: error, group }, 'the consumer crashed')
    }
    end.resolve(error.message)
  }

  watch(consumer, {
    onAlive: silence.alive,
    onCrash,
    onJoin(assigned, seconds) {
      generation.lose()
      generation = createGeneration()
      if (isStopping) generation.endSoon()
      metrics.rebalances.inc({ group })
      metrics.rebalanceDuration.observe({ group }, seconds)
      assignment.replace(assigned)
      parts.onJoined()
    },
  })
  const eachBatch = createEachBatch({
    group,
    heartbeatIntervalMs,
    processor: parts.processor,
    metrics,
    assignment,
    commit: createCommitter({ group, metrics, logger }),
    currentGeneration: () => generation,
    onAlive: silence.alive,
  })

  async function join(): Promise<void> {
    await consumer.connect()
    await consumer.subscribe({ topics, fromBeginning: settings.offsetReset === 'earliest' })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch,
    })
    // kafkajs cannot give up a join: one that came too late is undone.
    if (isStopping) await consumer.disconnect()
    else silence.start(silentMs => end.resolve(`no sign of life for ${silentMs / 1000} s`))
  }

  return {
    ended: end.promise,
    start() {
      started = join()
      return started
    },
    async stop() {
      isStopping = true
      silence.stop()
      generation.endSoon()
      await doneWithin(joinWithinMs, started)
      await doneWithin(stopWithinMs, consumer.disconnect())
      generation.lose()
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

interface Watcher {
  onAlive(): void
  onCrash(event: ConsumerCrashEvent): void
  onJoin(assigned: Readonly<Record<string, number[]>>, seconds: number): void
}

function watch(consumer: Consumer, watcher: Watcher): void {
  const { FETCH, HEARTBEAT, GROUP_JOIN, CRASH } = consumer.events
  consumer.on(FETCH, watcher.onAlive)
  consumer.on(HEARTBEAT, watcher.onAlive)
  consumer.on(CRASH, watcher.onCrash)
  // `consumer.rebalancing` misses the members that the group had forgotten.
  consumer.on(GROUP_JOIN, ({ payload }) => {
    watcher.onAlive()
    watcher.onJoin(payload.memberAssignment, payload.duration / 1000)
  })
}
