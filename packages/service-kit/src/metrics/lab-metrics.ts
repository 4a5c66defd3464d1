import { latencyBuckets } from './buckets.ts'
import { defineMetrics } from './spec.ts'

/** What the lab that compares Kafka and RabbitMQ measures; only there while it runs. */
export const labMetrics = defineMetrics('lab', {
  running: {
    name: 'lab_experiment_running',
    type: 'gauge',
    help: '1 while the experiment runs, 0 before and after.',
    labels: ['experiment'],
  },
  acknowledged: {
    name: 'lab_orders_acknowledged_total',
    type: 'counter',
    help: 'Orders that the system has acknowledged to the sender.',
    labels: ['system'],
  },
  handled: {
    name: 'lab_orders_handled_total',
    type: 'counter',
    help: 'Orders that a reader has written to the ledger, once for each reader and time.',
    labels: ['system'],
  },
  waiting: {
    name: 'lab_orders_waiting',
    type: 'gauge',
    help: 'Orders acknowledged and not handled yet, once for each reader.',
    labels: ['system'],
  },
  acknowledgeDuration: {
    name: 'lab_acknowledge_duration_seconds',
    type: 'histogram',
    help: 'Time from handing an order to the client until it is acknowledged, at a fixed rate.',
    labels: ['system'],
    buckets: latencyBuckets,
  },
  deliveryDuration: {
    name: 'lab_delivery_duration_seconds',
    type: 'histogram',
    help: 'Time from handing an order to the client until a reader has handled it, at a fixed rate.',
    labels: ['system'],
    buckets: latencyBuckets,
  },
  replayed: {
    name: 'lab_orders_replayed_total',
    type: 'counter',
    help: 'Orders that the system handed out again long after they had been acknowledged as done.',
    labels: ['system'],
  },
  inversions: {
    name: 'lab_order_inversions_total',
    type: 'counter',
    help: 'Orders handled after a later one of the same account.',
    labels: ['system'],
  },
  deadLettered: {
    name: 'lab_orders_dead_lettered_total',
    type: 'counter',
    help: 'Orders that no reader could use and that ended among the dead letters.',
    labels: ['system'],
  },
  lost: {
    name: 'lab_orders_lost_total',
    type: 'counter',
    help: 'Orders acknowledged by the system that a reader neither handled nor dead-lettered.',
    labels: ['system'],
  },
  differences: {
    name: 'lab_ledger_differences',
    type: 'gauge',
    help: 'Orders that the ledger of one system shows otherwise than that of the other.',
    labels: ['experiment'],
  },
})

/** What the plugin `rabbitmq_prometheus` of RabbitMQ exports, as far as a panel shows it. */
export const rabbitmqMetrics = defineMetrics('rabbitmq', {
  messages: {
    name: 'rabbitmq_queue_messages',
    type: 'gauge',
    help: 'Messages in all queues, ready or handed out and not acknowledged yet.',
  },
  received: {
    name: 'rabbitmq_global_messages_received_total',
    type: 'counter',
    help: 'Messages that publishers have sent.',
    labels: ['protocol'],
  },
  acknowledged: {
    name: 'rabbitmq_global_messages_acknowledged_total',
    type: 'counter',
    help: 'Messages that consumers have acknowledged.',
    labels: ['protocol', 'queue_type'],
  },
  consumers: {
    name: 'rabbitmq_consumers',
    type: 'gauge',
    help: 'Consumers connected.',
  },
  residentMemory: {
    name: 'rabbitmq_process_resident_memory_bytes',
    type: 'gauge',
    help: 'Resident memory of the node, in bytes.',
  },
})
