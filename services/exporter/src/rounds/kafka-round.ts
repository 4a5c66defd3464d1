import { type Cluster, collectCluster } from '../collectors/cluster.ts'
import { collectGroups } from '../collectors/groups.ts'
import { collectLogDirs } from '../collectors/log-dirs.ts'
import { collectOpenTransactions } from '../collectors/open-transactions.ts'
import { collectPartitionOffsets, type PartitionOffsets } from '../collectors/partition-offsets.ts'
import { readRecordTimestamp } from '../collectors/record-timestamp.ts'
import { collectTopicRetention } from '../collectors/topic-retention.ts'
import { collectTransactionStarts } from '../collectors/transaction-starts.ts'
import type { BrokerPool, Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { createHistoryStore } from '../lag/history-store.ts'
import { idleMembersOf, partitionsWithoutCommit, positionsOf } from '../lag/lag-rules.ts'
import { createLagClock, type ReadTimestamp } from '../lag/lag-seconds.ts'
import { createSubscriptionMemory } from '../lag/subscription-memory.ts'
import type { PaidPositions } from '../ledger/lost-orders.ts'
import type { KafkaRound } from '../metrics/kafka-series.ts'
import { createTransactionClock, type ReadStarts } from '../transactions/transaction-clock.ts'
import type { Measure } from './collector-meter.ts'
import { createSlowReading } from './slow-reading.ts'

interface KafkaRoundParts {
  readonly pool: BrokerPool
  readonly bootstrap: readonly Address[]
  readonly measure: Measure
  readonly show: (round: KafkaRound) => void
  /** Told in each round how many topics the cluster shows, or why it shows nothing. */
  readonly onCluster: (seen: { topics: number } | { refusal: string }) => void
}

/** Committed offsets as the last round read them. */
export interface CommittedView {
  /** Empty where the group has committed nothing; undefined where it is unknown. */
  paidBy(group: string): PaidPositions | undefined
}

const roundTimeLimitMs = 10_000

/** Makes the round of questions to the brokers. */
export function createKafkaRound(parts: KafkaRoundParts): { run(): Promise<void> } & CommittedView {
  const { pool, measure, show } = parts
  const read = createReader(measure)
  let known = parts.bootstrap
  let last: RoundView = nothing

  async function run(): Promise<void> {
    const brokers = pool.forRound(Date.now() + roundTimeLimitMs)
    const cluster = await measure('cluster', async () => ({
      value: await findCluster(brokers),
      failures: [],
    }))
    if (cluster !== undefined) known = [cluster.answeredBy, ...cluster.brokers.values()]
    const round = cluster === undefined ? nothing : await read(brokers, cluster)
    last = round
    show(round)
  }

  async function findCluster(brokers: Brokers): Promise<Cluster> {
    try {
      const cluster = await collectCluster(brokers, [...known, ...parts.bootstrap])
      parts.onCluster({ topics: cluster.topics.size })
      return cluster
    } catch (error) {
      parts.onCluster({ refusal: (error as Error).message })
      throw error
    }
  }

  return {
    run,
    paidBy(groupId) {
      const { cluster, groups, allGroups } = last
      if (cluster === undefined) return undefined
      const exists = (topic: string) => cluster.topics.has(topic)
      const group = groups?.find(({ id }) => id === groupId)
      if (group === undefined) return allGroups ? { committed: new Map(), exists } : undefined
      return group.committed && { committed: group.committed, exists }
    },
  }
}

/** A round, and whether it saw every group. */
type RoundView = KafkaRound & { readonly allGroups: boolean }

const nothing: RoundView = { secondsOf: () => undefined, allGroups: false }

/** What a round reads once the cluster is known; remembers what lag needs from earlier rounds. */
function createReader(measure: Measure) {
  const histories = createHistoryStore()
  const memory = createSubscriptionMemory()
  const clock = createLagClock(histories)
  const readTransactions = createTransactionReader(measure)
  const { logDirs, retention } = createSlowReadings(measure)

  return async (brokers: Brokers, cluster: Cluster): Promise<RoundView> => {
    const { topics } = cluster
    let allGroups = false
    // Committed offsets first: an end that is read after them cannot be below them.
    const groups = await measure('groups', async () => {
      const collected = await collectGroups(brokers, cluster)
      allGroups = collected.failures.length === 0
      return collected
    })
    const ends = await measure('offsets', () => collectPartitionOffsets(brokers, cluster))
    const now = Date.now()
    const offsets = ends ?? new Map()
    histories.observe(cluster, offsets, now)
    if (groups !== undefined) memory.update(groups)
    const all = groups ?? []
    const positions = all.flatMap(group =>
      positionsOf(group, memory.of(group), { topics, offsets }),
    )
    const readTimestamp = timestampReader(brokers, cluster)
    await measure('record_timestamps', () => clock.learn(positions, readTimestamp, now))
    const sizes = await logDirs(brokers, cluster)
    const uncommitted = all.map(
      group => [group.id, partitionsWithoutCommit(group, memory.of(group), offsets)] as const,
    )
    return {
      cluster,
      allGroups,
      groups: all,
      offsets,
      positions,
      withoutCommit: new Map(uncommitted),
      idleMembers: idleMembersOf(all, memory.of),
      transactionAges: await readTransactions(brokers, cluster, offsets),
      replicaSizes: sizes.filter(row => row.topic !== undefined),
      volumeSizes: sizes.filter(row => row.topic === undefined),
      retention: await retention(brokers, cluster),
      secondsOf: position => clock.secondsOf(position, now),
    }
  }
}

function createSlowReadings(measure: Measure) {
  const logDirs = createSlowReading(measure, 'log_dirs', collectLogDirs, row =>
    row.topic === undefined
      ? `${row.broker}:${row.logDir}`
      : `${row.topic}/${row.partition}/${row.broker}`,
  )
  const retention = createSlowReading(
    measure,
    'topic_retention',
    collectTopicRetention,
    ({ topic }) => topic,
  )
  return { logDirs, retention }
}

function timestampReader(brokers: Brokers, cluster: Cluster): ReadTimestamp {
  return async (name, partition, offset) => {
    const topic = cluster.topics.get(name)
    const found = topic?.partitions.find(each => each.partition === partition)
    const leader = cluster.brokers.get(found?.leader ?? -1)
    if (topic === undefined || leader === undefined) return undefined
    return readRecordTimestamp(brokers, {
      leader,
      topicId: topic.id,
      topic: name,
      partition,
      offset,
    })
  }
}

function createTransactionReader(measure: Measure) {
  const clock = createTransactionClock()
  return (brokers: Brokers, cluster: Cluster, offsets: PartitionOffsets) =>
    measure('transactions', async () => {
      const open = await collectOpenTransactions(brokers, cluster, offsets)
      const readStarts: ReadStarts = ids => collectTransactionStarts(brokers, cluster, ids)
      const { value, failures } = await clock(open.value, readStarts, Date.now())
      return { value, failures: [...open.failures, ...failures] }
    })
}
