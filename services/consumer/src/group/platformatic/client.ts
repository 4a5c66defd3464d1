import { kafkaSecurity } from '@firedrill/service-kit/kafka/security'
import type { Consumer, ConsumerOptions } from '@platformatic/kafka'
import type { ConsumerSettings } from '../../settings.ts'
import { fetchMaxBytes, fetchMinBytes, fetchWaitMs, type MemberParts, rejoinMs } from '../member.ts'
import { type IsFull, passOverFullPartitions } from './full-partitions.ts'

type Options = ConsumerOptions<Buffer, Buffer, Buffer, Buffer>

/** What a member tells the leader beside its topics: nothing. */
const noUserData = Buffer.alloc(0)
/** A join waits for the slowest member, and is a request like any other. */
const requestTimeoutMs = rejoinMs + 10_000
// As kafkajs calls it, so that members of both clients can be in one group.
const protocols = [{ name: 'RoundRobinAssigner', version: 1 }]

/** What the client asks of the member. */
interface Asks {
  /**
   * Awaited before each join of the classic protocol, which gives back all partitions: what was
   * done and not committed by then is done again by whoever gets them.
   */
  readonly beforeJoin: () => Promise<unknown>
  /** Full partitions are not fetched. */
  readonly isFull: IsFull
}

/** Makes the client, loading the library first: most processes never need it. */
export async function openClient(
  settings: ConsumerSettings,
  config: MemberParts['config'],
  { beforeJoin, isFull }: Asks,
): Promise<Consumer> {
  const { Consumer } = await import('@platformatic/kafka')
  const consumer = new Consumer(optionsOf(settings, config, beforeJoin))
  refuseRejoinAtCommit(consumer)
  passOverFullPartitions(consumer, isFull)
  return consumer
}

function optionsOf(
  settings: ConsumerSettings,
  config: MemberParts['config'],
  beforeJoin: Asks['beforeJoin'],
): Options {
  const { tls, sasl } = kafkaSecurity(config)
  const common = {
    clientId: config.SERVICE_NAME,
    bootstrapBrokers: config.KAFKA_BROKERS.split(','),
    groupId: settings.groupId,
    timeout: requestTimeoutMs,
    metadataMaxAge: settings.metadataMaxAgeMs,
    autocommit: false,
    minBytes: fetchMinBytes,
    maxBytes: fetchMaxBytes,
    maxBytesPerPartition: settings.maxBytesPerPartition,
    maxWaitTime: fetchWaitMs,
    isolationLevel: settings.isolation === 'read_committed' ? 1 : 0,
    rebalanceTimeout: rejoinMs,
    ...(settings.groupInstanceId !== '' && { groupInstanceId: settings.groupInstanceId }),
    ...(tls && { tls }),
    ...(sasl && { sasl }),
  }
  if (settings.groupProtocol === 'consumer') return { ...common, groupProtocol: 'consumer' }
  return {
    ...common,
    groupProtocol: 'classic',
    protocols,
    protocolsMetadata: async () => {
      await beforeJoin()
      return noUserData
    },
    sessionTimeout: settings.sessionTimeoutMs,
    heartbeatInterval: settings.heartbeatIntervalMs,
  }
}

/**
 * A commit of a membership that is over makes the library join again and send the same offsets
 * for the new one, in which the partition may be somebody else's. It does so through joinGroup
 * with empty options; a failure there is the failure of the commit.
 */
function refuseRejoinAtCommit(consumer: Consumer): void {
  const joinGroup = consumer.joinGroup.bind(consumer) as (...args: unknown[]) => unknown
  const guarded = (options: object = {}, callback?: (error: Error) => void): unknown => {
    if (callback === undefined || Object.keys(options).length > 0) {
      return joinGroup(options, callback)
    }
    return callback(
      Object.assign(new Error('the membership is over'), { type: 'UNKNOWN_MEMBER_ID' }),
    )
  }
  Object.assign(consumer, { joinGroup: guarded })
}
