import { defineMetrics } from './spec.ts'

/** What the JMX agent of each broker exports; the names are set in kafka/jmx-exporter.yml. */
export const brokerMetrics = defineMetrics('jmx', {
  underReplicatedPartitions: {
    name: 'kafka_server_replicamanager_under_replicated_partitions',
    type: 'gauge',
    help: 'Partitions led by this broker with fewer replicas in sync than assigned.',
  },
  underMinIsrPartitions: {
    name: 'kafka_server_replicamanager_under_min_isr_partitions',
    type: 'gauge',
    help: 'Partitions led by this broker below min.insync.replicas: acks=all is refused.',
  },
  isrShrinks: {
    name: 'kafka_server_replicamanager_isr_shrinks_total',
    type: 'counter',
    help: 'Times that a replica fell out of the ISR of a partition led by this broker.',
  },
  uncleanLeaderElections: {
    name: 'kafka_controller_unclean_leader_elections_total',
    type: 'counter',
    help: 'Leaders elected from outside the ISR, as every controller node counts them.',
  },
  preferredReplicaImbalance: {
    name: 'kafka_controller_preferred_replica_imbalance_count',
    type: 'gauge',
    help: 'Partitions that their preferred replica does not lead, as every controller node reports.',
  },
  logFlushes: {
    name: 'kafka_log_flush_total',
    type: 'counter',
    help: 'Times that this broker forced a log to the disk.',
  },
  logFlushLifetimeMean: {
    name: 'kafka_log_flush_lifetime_mean_ms',
    type: 'gauge',
    help: 'Mean time of a forced write since the start of the broker, in milliseconds.',
  },
  logFlushLatency: {
    name: 'kafka_log_flush_latency_ms',
    type: 'gauge',
    help: 'Time of a forced write, in milliseconds; a decaying sample that remembers minutes.',
    labels: ['quantile'],
  },
  logCleanerMaxDirtyPercent: {
    name: 'kafka_log_cleaner_max_dirty_percent',
    type: 'gauge',
    help: 'Dirtiest compacted log of this broker: percent of it that was never cleaned.',
  },
  logCleanerUncleanablePartitions: {
    name: 'kafka_log_cleaner_uncleanable_partitions',
    type: 'gauge',
    help: 'Partitions that the cleaner of this broker gave up on after an error.',
    labels: ['log_directory'],
  },
  bytesIn: {
    name: 'kafka_server_bytes_in_total',
    type: 'counter',
    help: 'Bytes that clients produced to this broker, all topics together.',
  },
  bytesOut: {
    name: 'kafka_server_bytes_out_total',
    type: 'counter',
    help: 'Bytes that consumers fetched from this broker, all topics together.',
  },
  activeControllerCount: {
    name: 'kafka_controller_active_controller_count',
    type: 'gauge',
    help: '1 on the active controller, 0 elsewhere.',
  },
  offlinePartitionsCount: {
    name: 'kafka_controller_offline_partitions_count',
    type: 'gauge',
    help: 'Partitions without a leader, as every controller node reports them.',
  },
  fencedBrokers: {
    name: 'kafka_controller_fenced_brokers',
    type: 'gauge',
    help: 'Registered brokers that the controller has fenced, as every controller node reports them.',
  },
  requestHandlerIdleNanoseconds: {
    name: 'kafka_server_request_handler_idle_nanoseconds_total',
    type: 'counter',
    help: "Nanoseconds that the broker's request handler threads were idle, averaged over them.",
  },
  networkProcessorIdleNanoseconds: {
    name: 'kafka_network_processor_idle_nanoseconds_total',
    type: 'counter',
    help: 'Nanoseconds that a network thread waited for sockets to become ready.',
    labels: ['listener', 'network_processor'],
  },
  clientThrottleTime: {
    name: 'kafka_server_client_throttle_time_ms',
    type: 'gauge',
    help: 'Average time that the answers to a client with a quota are held back, in milliseconds.',
    labels: ['request', 'quota'],
  },
  clientByteRate: {
    name: 'kafka_server_client_byte_rate',
    type: 'gauge',
    help: 'Bytes a second of a client with a quota, as this broker counts them against it.',
    labels: ['request', 'quota'],
  },
  groupCoordinatorRebalances: {
    name: 'kafka_group_coordinator_rebalances_total',
    type: 'counter',
    help: 'Rebalances completed by the coordinators on this broker, all their groups together.',
    labels: ['protocol'],
  },
})

/** Series that a recording rule makes. */
export const recordedMetrics = defineMetrics('recorded', {
  offlinePartitionsCount: {
    name: 'kafka_server_replicamanager_offline_partitions_count',
    type: 'gauge',
    help: 'Partitions without a leader in the cluster: the highest count any controller reports.',
  },
  requestHandlerIdleRatio: {
    name: 'kafka_server_request_handler_idle_ratio',
    type: 'gauge',
    help: "Share of time that a broker's request handler threads were idle: 0 is saturated.",
  },
  networkProcessorIdleRatio: {
    name: 'kafka_network_processor_idle_ratio',
    type: 'gauge',
    help: 'Share of time that the network threads of a listener were idle: 0 is saturated.',
    labels: ['listener'],
  },
  groupLagDeriv: {
    name: 'kafka_consumer_group_lag:deriv',
    type: 'gauge',
    help: 'Growth of the lag of a group on a topic, in records per second; below 0 it drains.',
    labels: ['group', 'topic'],
  },
  groupLagDrainSeconds: {
    name: 'kafka_consumer_group_lag:drain_seconds',
    type: 'gauge',
    help: 'Time until the lag of a group on a topic is gone at its present slope. Absent while it grows.',
    labels: ['group', 'topic'],
  },
  brokerLogBytes: {
    name: 'kafka_broker_log_size_bytes',
    type: 'gauge',
    help: 'Size of all logs on a broker, in bytes.',
    labels: ['broker'],
  },
  producerSendRate: {
    name: 'kafka_producer_records_sent:rate',
    type: 'gauge',
    help: 'Records acknowledged per second, all producers together.',
    labels: ['topic'],
  },
  producerUsualRate: {
    name: 'kafka_producer_records_sent:usual_rate',
    type: 'gauge',
    help: 'Records a second that are usual, all producers together. Stands still in an outage.',
    labels: ['topic'],
  },
  producerRequestMean: {
    name: 'kafka_producer_request_duration_seconds:mean',
    type: 'gauge',
    help: 'Mean time of a produce request to a broker, in seconds. Absent without requests.',
    labels: ['broker'],
  },
  producerBatchRecordsMean: {
    name: 'kafka_producer_batch_records:mean',
    type: 'gauge',
    help: 'Mean number of records in one send. Absent without sends.',
    labels: ['topic'],
  },
  producerBatchBytesMean: {
    name: 'kafka_producer_batch_size_bytes:mean',
    type: 'gauge',
    help: 'Mean bytes of keys and values in one send, before compression. Absent without sends.',
    labels: ['topic'],
  },
  logFlushRate: {
    name: 'kafka_log_flush:rate',
    type: 'gauge',
    help: 'Times per second that a broker forced a log to the disk.',
  },
  logFlushMean: {
    name: 'kafka_log_flush_ms:mean',
    type: 'gauge',
    help: 'Mean time of the last forced writes, in milliseconds. Absent without any.',
  },
  topicLogGrowth: {
    name: 'kafka_topic_log_size_bytes:deriv',
    type: 'gauge',
    help: 'Growth of a topic on disk, all replicas together, in bytes per second.',
    labels: ['topic'],
  },
  topicWriteRate: {
    name: 'kafka_topic_partition_end_offset:deriv',
    type: 'gauge',
    help: 'Records written to a topic per second, as its end offsets say.',
    labels: ['topic'],
  },
  groupProgressRate: {
    name: 'kafka_consumer_group_committed_offset:deriv',
    type: 'gauge',
    help: 'Records that a group gets done on a topic per second, as its commits say.',
    labels: ['group', 'topic'],
  },
  commitLatencyP99: {
    name: 'kafka_consumer_commit_duration_seconds:p99',
    type: 'gauge',
    help: 'Time within which 99 of 100 commits of a group are done, in seconds. Absent without any.',
    labels: ['group'],
  },
})
