import { defineMetrics } from './spec.ts'

/** What every process exports of itself: prom-client and the JMX agent use the same names. */
export const processMetrics = defineMetrics('process', {
  startTime: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    help: 'Start time of the process since the Unix epoch, in seconds.',
  },
})
