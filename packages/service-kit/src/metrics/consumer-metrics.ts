import { latencyBuckets } from './buckets.ts'
import { defineMetrics } from './spec.ts'

/** What a consumer (one process, one group member) exports. */
export const consumerMetrics = defineMetrics('consumer', {
  recordsLag: {
    name: 'kafka_consumer_records_lag',
    type: 'gauge',
    help: "The member's own view of its lag: high watermark of the last fetch minus its position.",
    labels: ['group', 'topic', 'partition'],
  },
  recordsConsumed: {
    name: 'kafka_consumer_records_consumed_total',
    type: 'counter',
    help: 'Records handed to the handler and finished, redeliveries included.',
    labels: ['group', 'topic', 'partition'],
  },
  commitDuration: {
    name: 'kafka_consumer_commit_duration_seconds',
    type: 'histogram',
    help: 'Time of one offset commit, in seconds.',
    labels: ['group'],
    buckets: latencyBuckets,
  },
  commitFailures: {
    name: 'kafka_consumer_commit_failures_total',
    type: 'counter',
    help: 'Offset commits that the coordinator refused or that timed out.',
    labels: ['group'],
  },
  rebalances: {
    name: 'kafka_consumer_rebalances_total',
    type: 'counter',
    help: 'Times that this member joined its group: the first join and every rebalance after it.',
    labels: ['group'],
  },
  rebalanceDuration: {
    name: 'kafka_consumer_rebalance_duration_seconds',
    type: 'histogram',
    help: 'Time this member spent joining and syncing, in seconds.',
    labels: ['group'],
    buckets: latencyBuckets,
  },
  processingDuration: {
    name: 'kafka_consumer_processing_duration_seconds',
    type: 'histogram',
    help: 'Time the handler took for one record, in seconds.',
    labels: ['group', 'outcome'],
    buckets: latencyBuckets,
  },
  redeliveredRecords: {
    name: 'kafka_consumer_redelivered_records_total',
    type: 'counter',
    help: 'Records whose event id the ledger already held when they arrived.',
    labels: ['group'],
  },
  deadLettered: {
    name: 'kafka_consumer_dead_lettered_total',
    type: 'counter',
    help: 'Records given up after the last attempt and written to the dead letter topic.',
    labels: ['group'],
  },
  errors: {
    name: 'kafka_consumer_errors_total',
    type: 'counter',
    help: 'Errors of the consumer and its handler, from a closed list of names.',
    labels: ['group', 'error'],
  },
  assignedPartitions: {
    name: 'kafka_consumer_assigned_partitions',
    type: 'gauge',
    help: 'Partitions assigned to this member at its last join.',
    labels: ['group'],
  },
  sequenceInversions: {
    name: 'kafka_consumer_sequence_inversions_total',
    type: 'counter',
    help: 'Events seen for the first time below the highest sequence already seen of their account.',
    labels: ['group'],
  },
})
