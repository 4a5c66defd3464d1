/**
 * What `verify` runs when nothing is named, and CI on every change: the control, and drills that have
 * passed on a real stack. How often is on record in docs/verification.md. `--all` runs the catalogue.
 */
export const proven: readonly string[] = [
  'noop',
  'broker-down',
  'consumers-gone',
  'running-but-idle',
  'duplicate-payments',
  'one-slow-partition',
  'ordering-lost',
  'disk-fills',
  'slow-producer',
  'consumer-out-of-memory',
]
