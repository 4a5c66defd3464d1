import type { DashboardUid } from '@firedrill/prometheus/dashboards'

/** uid and title of every dashboard, in the order of the links at the top of each. */
export const dashboardNames = {
  'firedrill-overview': 'Overview',
  'firedrill-brokers': 'Brokers',
  'firedrill-producers': 'Producers',
  'firedrill-consumers': 'Consumers & lag',
  'firedrill-rebalances': 'Rebalances',
  'firedrill-ledger': 'Ledger',
  'firedrill-topics': 'Topics & disk',
  'firedrill-scenario': 'Scenario',
  'firedrill-slo': 'SLO',
  'firedrill-lab': 'Kafka or RabbitMQ',
} as const satisfies Record<DashboardUid, string>
