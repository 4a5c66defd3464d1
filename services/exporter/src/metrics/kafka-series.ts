import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { Registry } from 'prom-client'
import type { Cluster } from '../collectors/cluster.ts'
import type { Group } from '../collectors/groups.ts'
import type { ReplicaSize, VolumeSize } from '../collectors/log-dirs.ts'
import type { PartitionOffsets } from '../collectors/partition-offsets.ts'
import type { TopicRetention } from '../collectors/topic-retention.ts'
import { lagOf, type Position } from '../lag/lag-rules.ts'
import type { TransactionAge } from '../transactions/transaction-clock.ts'
import { groupStateRows } from './group-state.ts'
import { type Row, SnapshotMetric } from './snapshot-metric.ts'

/** What one round knows; what is absent could not be read, and its series vanish. */
export interface KafkaRound {
  readonly cluster?: Cluster
  readonly offsets?: PartitionOffsets
  readonly groups?: readonly Group[]
  readonly positions?: readonly Position[]
  /** By group, then by topic. */
  readonly withoutCommit?: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** By group. */
  readonly idleMembers?: ReadonlyMap<string, number>
  readonly transactionAges?: readonly TransactionAge[] | undefined
  readonly replicaSizes?: readonly ReplicaSize[]
  readonly volumeSizes?: readonly VolumeSize[]
  readonly retention?: readonly TopicRetention[]
  readonly secondsOf: (position: Position) => number | undefined
}

/** Registers what is read from the brokers; the function it returns shows a round. */
export function createKafkaSeries(registry: Registry): (round: KafkaRound) => void {
  const { groupLag, groupLagSeconds, groupCommittedOffset, groupState, groupMembers } =
    exporterMetrics
  const families = {
    lag: new SnapshotMetric(registry, groupLag),
    lagSeconds: new SnapshotMetric(registry, groupLagSeconds),
    committed: new SnapshotMetric(registry, groupCommittedOffset),
    state: new SnapshotMetric(registry, groupState),
    members: new SnapshotMetric(registry, groupMembers),
    idleMembers: new SnapshotMetric(registry, exporterMetrics.groupIdleMembers),
    withoutCommit: new SnapshotMetric(registry, exporterMetrics.partitionsWithoutCommit),
    start: new SnapshotMetric(registry, exporterMetrics.partitionStartOffset),
    end: new SnapshotMetric(registry, exporterMetrics.partitionEndOffset),
    replicas: new SnapshotMetric(registry, exporterMetrics.partitionReplicas),
    inSync: new SnapshotMetric(registry, exporterMetrics.partitionInSyncReplicas),
    stableLag: new SnapshotMetric(registry, exporterMetrics.lastStableOffsetLag),
    transactionOpen: new SnapshotMetric(registry, exporterMetrics.transactionOpenSeconds),
    logSize: new SnapshotMetric(registry, exporterMetrics.topicLogSizeBytes),
    volumeTotal: new SnapshotMetric(registry, exporterMetrics.logDirTotalBytes),
    volumeUsable: new SnapshotMetric(registry, exporterMetrics.logDirUsableBytes),
    retentionSeconds: new SnapshotMetric(registry, exporterMetrics.topicRetentionSeconds),
    retentionBytes: new SnapshotMetric(registry, exporterMetrics.topicRetentionBytes),
  }
  return round => {
    const rows = {
      ...partitionRows(round),
      ...topicRows(round),
      ...volumeRows(round),
      ...groupRows(round),
      ...positionRows(round),
    }
    for (const [family, metric] of Object.entries(families)) {
      metric.replace(rows[family as keyof typeof families])
    }
  }
}

function partitionRows({ cluster, offsets }: KafkaRound) {
  const replicas: Row[] = []
  const inSync: Row[] = []
  const start: Row[] = []
  const end: Row[] = []
  const stableLag: Row[] = []
  for (const topic of cluster?.topics.values() ?? []) {
    for (const { partition, ...count } of topic.partitions) {
      const labels = { topic: topic.name, partition: String(partition) }
      replicas.push({ labels, value: count.replicas })
      inSync.push({ labels, value: count.inSync })
      const range = offsets?.get(topic.name)?.get(partition)
      if (range === undefined) continue
      start.push({ labels, value: range.start })
      end.push({ labels, value: range.end })
      if (range.stable === undefined) continue
      stableLag.push({ labels, value: Math.max(range.end - range.stable, 0) })
    }
  }
  return { replicas, inSync, start, end, stableLag }
}

function topicRows({ transactionAges, replicaSizes, retention = [] }: KafkaRound) {
  const transactionOpen = (transactionAges ?? []).map(({ topic, partition, seconds }) => ({
    labels: { topic, partition: String(partition) },
    value: seconds,
  }))
  const logSize = (replicaSizes ?? []).map(({ topic, partition, broker, bytes }) => ({
    labels: { topic, partition: String(partition), broker: String(broker) },
    value: bytes,
  }))
  return {
    transactionOpen,
    logSize,
    retentionSeconds: retention.map(({ topic, seconds }) => ({
      labels: { topic },
      value: seconds,
    })),
    retentionBytes: retention.map(({ topic, bytes }) => ({ labels: { topic }, value: bytes })),
  }
}

function volumeRows({ volumeSizes = [] }: KafkaRound) {
  const rows = (bytesOf: (volume: VolumeSize) => number): Row[] =>
    volumeSizes.map(volume => ({
      labels: { broker: String(volume.broker), log_dir: volume.logDir },
      value: bytesOf(volume),
    }))
  return {
    volumeTotal: rows(({ totalBytes }) => totalBytes),
    volumeUsable: rows(({ usableBytes }) => usableBytes),
  }
}

function groupRows({
  groups = [],
  withoutCommit = new Map(),
  idleMembers = new Map(),
}: KafkaRound) {
  const members = groups.flatMap(({ id, members: value }) =>
    value === undefined ? [] : [{ labels: { group: id }, value }],
  )
  const uncommitted: Row[] = []
  for (const [group, topics] of withoutCommit) {
    for (const [topic, value] of topics) uncommitted.push({ labels: { group, topic }, value })
  }
  return {
    members,
    idleMembers: [...idleMembers].map(([group, value]) => ({ labels: { group }, value })),
    state: groups.flatMap(groupStateRows),
    withoutCommit: uncommitted,
  }
}

function positionRows({ positions = [], secondsOf }: KafkaRound) {
  const lag: Row[] = []
  const lagSeconds: Row[] = []
  const committed: Row[] = []
  for (const position of positions) {
    const { group, topic, partition, range } = position
    const labels = { group, topic, partition: String(partition) }
    committed.push({ labels, value: position.committed })
    if (range !== undefined) lag.push({ labels, value: lagOf(position.committed, range) })
    const seconds = secondsOf(position)
    if (seconds !== undefined) lagSeconds.push({ labels, value: seconds })
  }
  return { lag, lagSeconds, committed }
}
