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
})

/** Series that a recording rule makes. */
export const recordedMetrics = defineMetrics('recorded', {
  offlinePartitionsCount: {
    name: 'kafka_server_replicamanager_offline_partitions_count',
    type: 'gauge',
    help: 'Partitions without a leader in the cluster: the highest count any controller reports.',
  },
})
