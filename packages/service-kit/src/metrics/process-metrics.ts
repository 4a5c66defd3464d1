import { defineMetrics } from './spec.ts'

/** What every process exports of itself: prom-client and the JMX agent use the same names. */
export const processMetrics = defineMetrics('process', {
  heapLimit: {
    name: 'process_heap_limit_bytes',
    type: 'gauge',
    help: 'Heap size at which V8 gives up, in bytes.',
  },
  heapUsed: {
    name: 'nodejs_heap_size_used_bytes',
    type: 'gauge',
    help: 'Heap in use, in bytes.',
  },
  residentMemory: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    help: 'Resident memory size in bytes.',
  },
  startTime: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    help: 'Start time of the process since the Unix epoch, in seconds.',
  },
})
