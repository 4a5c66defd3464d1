/**
 * What `verify` runs when nothing is named, and CI on every change: the control, the nine production
 * scenarios that are drills (S1 to S9), a broker that is gone and a group that is gone. `--all` runs
 * the whole catalogue.
 */
export const proven: readonly string[] = [
  'noop',
  'broker-down',
  'consumers-gone',
  'running-but-idle',
  'duplicate-payments',
  'one-slow-partition',
  'rebalance-storm',
  'ordering-lost',
  'disk-fills',
  'slow-producer',
  'consumer-out-of-memory',
  'exactly-once-broken',
]
