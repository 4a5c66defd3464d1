import { defineMetrics } from './spec.ts'

/** Series that Prometheus itself makes of every scrape and every alert. */
export const prometheusMetrics = defineMetrics('prometheus', {
  up: {
    name: 'up',
    type: 'gauge',
    help: '1 if the last scrape of the target succeeded, 0 if not.',
    labels: ['job', 'instance'],
  },
  alerts: {
    name: 'ALERTS',
    type: 'gauge',
    help: '1 while an alert is pending or firing; absent otherwise.',
    labels: ['alertname', 'alertstate', 'severity', 'class'],
  },
})
