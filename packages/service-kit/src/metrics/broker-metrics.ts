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
  producerSendRate: {
    name: 'kafka_producer_records_sent:rate',
    type: 'gauge',
    help: 'Records acknowledged per second, all producers together.',
    labels: ['topic'],
  },
})
