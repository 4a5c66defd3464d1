import { defineMetrics } from './spec.ts'

/** Series that Prometheus itself makes of every scrape and every alert. */
export const prometheusMetrics = defineMetrics('prometheus', {
  up: {
    name: 'up',
    type: 'gauge',
    help: '1 if the last scrape of the target succeeded, 0 if not.',
    labels: ['job', 'instance'],
  },
  scrapeDuration: {
    name: 'scrape_duration_seconds',
    type: 'gauge',
    help: 'Time that the last scrape of the target took, in seconds.',
    labels: ['job', 'instance'],
  },
  headSeries: {
    name: 'prometheus_tsdb_head_series',
    type: 'gauge',
    help: 'Series that Prometheus holds in memory.',
  },
  ruleGroupDuration: {
    name: 'prometheus_rule_group_last_duration_seconds',
    type: 'gauge',
    help: 'Time that the last evaluation of a rule group took, in seconds.',
    labels: ['rule_group'],
  },
  alerts: {
    name: 'ALERTS',
    type: 'gauge',
    help: '1 while an alert is pending or firing; absent otherwise.',
    labels: ['alertname', 'alertstate', 'severity', 'class'],
  },
})
