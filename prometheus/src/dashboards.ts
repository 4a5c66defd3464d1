/** Dashboards that an alert may open, by uid. */
export const dashboardUids = [
  'firedrill-overview',
  'firedrill-brokers',
  'firedrill-producers',
  'firedrill-consumers',
  'firedrill-rebalances',
  'firedrill-ledger',
  'firedrill-topics',
  'firedrill-scenario',
  'firedrill-slo',
  'firedrill-lab',
] as const

export type DashboardUid = (typeof dashboardUids)[number]
