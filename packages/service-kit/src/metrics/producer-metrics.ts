import { latencyBuckets, recordBuckets, sizeBuckets } from './buckets.ts'
import { defineMetrics } from './spec.ts'

/** What the producer exports. */
export const producerMetrics = defineMetrics('producer', {
  offeredRecords: {
    name: 'kafka_producer_offered_records_total',
    type: 'counter',
    help: 'Records that the application wanted to send, whether or not there was room for them.',
    labels: ['topic'],
  },
  recordsSent: {
    name: 'kafka_producer_records_sent_total',
    type: 'counter',
    help: 'Records acknowledged by the brokers as the acks setting demands.',
    labels: ['topic'],
  },
  recordErrors: {
    name: 'kafka_producer_record_errors_total',
    type: 'counter',
    help: 'Records given up after all retries, by the error of the last try.',
    labels: ['topic', 'error'],
  },
  bufferedRecords: {
    name: 'kafka_producer_buffered_records',
    type: 'gauge',
    help: 'Records accepted into the send buffer and not yet acknowledged or given up.',
    labels: ['topic'],
  },
  backpressure: {
    name: 'kafka_producer_backpressure_total',
    type: 'counter',
    help: 'Times that a full send buffer made the application wait; the records wait, none is lost.',
    labels: ['topic'],
  },
  waitingRecords: {
    name: 'kafka_producer_waiting_records',
    type: 'gauge',
    help: 'Records offered that wait for room in the send buffer; they have no event id yet.',
    labels: ['topic'],
  },
  withdrawnRecords: {
    name: 'kafka_producer_withdrawn_records_total',
    type: 'counter',
    help: 'Waiting records that the application took back: its rate was lowered, or it ended.',
    labels: ['topic'],
  },
  incompatibleEvents: {
    name: 'kafka_producer_incompatible_events_total',
    type: 'counter',
    help: 'Events whose version readers cannot read: the check had them sent in the one before.',
    labels: ['topic'],
  },
  batchSizeBytes: {
    name: 'kafka_producer_batch_size_bytes',
    type: 'histogram',
    help: 'Bytes of keys and values in one send, before compression.',
    labels: ['topic'],
    buckets: sizeBuckets,
  },
  batchRecords: {
    name: 'kafka_producer_batch_records',
    type: 'histogram',
    help: 'Records in one send.',
    labels: ['topic'],
    buckets: recordBuckets,
  },
  requestDuration: {
    name: 'kafka_producer_request_duration_seconds',
    type: 'histogram',
    help: 'Time from writing a produce request to its response, by broker, in seconds.',
    labels: ['broker'],
    buckets: latencyBuckets,
  },
  sendDuration: {
    name: 'kafka_producer_send_duration_seconds',
    type: 'histogram',
    help: 'Time from the start of a send to its acknowledgement, retries included, in seconds.',
    labels: ['topic'],
    buckets: latencyBuckets,
  },
})
