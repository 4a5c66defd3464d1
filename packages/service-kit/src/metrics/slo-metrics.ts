import { defineMetrics } from './spec.ts'

/** What recording rules make of the service level objectives; `slo` names the objective. */
export const sloMetrics = defineMetrics('recorded', {
  events: {
    name: 'slo:events:rate',
    type: 'gauge',
    help: 'Events per second that an objective judges.',
    labels: ['slo'],
  },
  errors: {
    name: 'slo:errors:rate',
    type: 'gauge',
    help: 'Of the events judged per second: those that miss the objective.',
    labels: ['slo'],
  },
  errorRatio: {
    name: 'slo:error_ratio',
    type: 'gauge',
    help: 'Share of the events of a window that missed the objective. Absent without events.',
    labels: ['slo', 'window'],
  },
  budgetRemaining: {
    name: 'slo:budget_remaining_ratio',
    type: 'gauge',
    help: 'Part of the error budget of the longest window that is left; below 0 it is overspent.',
    labels: ['slo'],
  },
})
