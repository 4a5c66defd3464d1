/**
 * What `verify` runs when nothing is named: scenarios that have passed on a real stack again and
 * again, few enough for every CI run. `--all` runs the whole catalogue.
 */
export const proven: readonly string[] = [
  'noop',
  'broker-down',
  'one-slow-partition',
  'consumers-gone',
  'duplicate-payments',
]
