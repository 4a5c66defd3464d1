/**
 * What `verify` runs when nothing is named, and CI on every change: the production problems, a lost
 * broker and a group that is gone. How often each has passed is on record in docs/verification.md;
 * `--all` runs the catalogue.
 */
export const proven: readonly string[] = [
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
