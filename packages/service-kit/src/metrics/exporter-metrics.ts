import { latencyBuckets } from './buckets.ts'
import { defineMetrics } from './spec.ts'

/** What the lag exporter reads from the brokers. */
export const exporterMetrics = defineMetrics('exporter', {
  groupLag: {
    name: 'kafka_consumer_group_lag',
    type: 'gauge',
    help: 'End offset minus committed offset. Absent where the group has not committed.',
    labels: ['group', 'topic', 'partition'],
  },
  groupLagSeconds: {
    name: 'kafka_consumer_group_lag_seconds',
    type: 'gauge',
    help: 'Now minus the time at which the end offset passed the committed offset. Absent if unknown.',
    labels: ['group', 'topic', 'partition'],
  },
  groupState: {
    name: 'kafka_consumer_group_state',
    type: 'gauge',
    help: 'State of the group as its coordinator reports it: 1 for the current state, 0 for others.',
    labels: ['group', 'state'],
  },
  groupMembers: {
    name: 'kafka_consumer_group_members',
    type: 'gauge',
    help: 'Members of the group as its coordinator reports them. Absent if the group only commits.',
    labels: ['group'],
  },
  groupIdleMembers: {
    name: 'kafka_consumer_group_idle_members',
    type: 'gauge',
    help: 'Members of the group to which its last assignment gave no partition.',
    labels: ['group'],
  },
  partitionsWithoutCommit: {
    name: 'kafka_consumer_group_partitions_without_commit',
    type: 'gauge',
    help: 'Assigned partitions that hold records and for which the group has committed nothing.',
    labels: ['group', 'topic'],
  },
  groupCommittedOffset: {
    name: 'kafka_consumer_group_committed_offset',
    type: 'gauge',
    help: 'Committed offset of the group.',
    labels: ['group', 'topic', 'partition'],
  },
  partitionStartOffset: {
    name: 'kafka_topic_partition_start_offset',
    type: 'gauge',
    help: 'Oldest offset that the log still holds.',
    labels: ['topic', 'partition'],
  },
  partitionEndOffset: {
    name: 'kafka_topic_partition_end_offset',
    type: 'gauge',
    help: 'High watermark: the next offset that a consumer will be able to read.',
    labels: ['topic', 'partition'],
  },
  partitionReplicas: {
    name: 'kafka_topic_partition_replicas',
    type: 'gauge',
    help: 'Replicas assigned to the partition.',
    labels: ['topic', 'partition'],
  },
  partitionInSyncReplicas: {
    name: 'kafka_topic_partition_in_sync_replicas',
    type: 'gauge',
    help: 'Replicas in the ISR.',
    labels: ['topic', 'partition'],
  },
  topicLogSizeBytes: {
    name: 'kafka_topic_log_size_bytes',
    type: 'gauge',
    help: 'Size of the log of one replica on its broker, in bytes.',
    labels: ['topic', 'partition', 'broker'],
  },
  logDirTotalBytes: {
    name: 'kafka_log_dir_total_bytes',
    type: 'gauge',
    help: 'Size of the volume under a log directory of a broker, in bytes. Absent if unknown.',
    labels: ['broker', 'log_dir'],
  },
  logDirUsableBytes: {
    name: 'kafka_log_dir_usable_bytes',
    type: 'gauge',
    help: 'What a broker may still write to the volume under a log directory, in bytes.',
    labels: ['broker', 'log_dir'],
  },
  lastStableOffsetLag: {
    name: 'kafka_topic_last_stable_offset_lag',
    type: 'gauge',
    help: 'High watermark minus last stable offset: records that read_committed consumers wait for.',
    labels: ['topic', 'partition'],
  },
  transactionOpenSeconds: {
    name: 'kafka_transaction_open_seconds',
    type: 'gauge',
    help: 'Age of the oldest open transaction on the partition, in seconds. Absent without one.',
    labels: ['topic', 'partition'],
  },
  topicRetentionSeconds: {
    name: 'kafka_topic_retention_seconds',
    type: 'gauge',
    help: 'The retention.ms of a topic in seconds, -1 when off. Absent where nothing is deleted.',
    labels: ['topic'],
  },
  topicRetentionBytes: {
    name: 'kafka_topic_retention_bytes',
    type: 'gauge',
    help: 'The retention.bytes of each partition, -1 when off. Absent where nothing is deleted.',
    labels: ['topic'],
  },
  diskBudgetBytes: {
    name: 'kafka_disk_budget_bytes',
    type: 'gauge',
    help: 'What the logs of one broker may take, in bytes, as DISK_BUDGET_BYTES says. Absent without.',
  },
  collectDuration: {
    name: 'kafka_exporter_collect_duration_seconds',
    type: 'histogram',
    help: 'Time of one round of questions to the brokers or the ledger, in seconds.',
    labels: ['collector'],
    buckets: latencyBuckets,
  },
  collectFailures: {
    name: 'kafka_exporter_collect_failures_total',
    type: 'counter',
    help: 'Rounds in which something could not be read; its series are absent until a good round.',
    labels: ['collector'],
  },
  lastRound: {
    name: 'kafka_exporter_last_round_timestamp_seconds',
    type: 'gauge',
    help: 'End of the last round that read something, since the Unix epoch, in seconds.',
    labels: ['collector'],
  },
})
