/** A few scenarios that inject every kind of fault between them, each with what it is here for. */
export const coveringScenarios: Readonly<Record<string, readonly string[]>> = {
  'committed-at-the-end': ['process', 'service-settings', 'owned-topic', 'burst', 'offsets'],
  'request-handlers-busy': ['load', 'broker-config'],
  'not-enough-replicas': ['topic-config'],
  'throttled-producer': ['quota'],
  'hung-transaction': ['transaction'],
  'overlapping-sends': ['pulse'],
  'repartition-trap': ['add-partitions'],
  'unclean-election': ['unclean-election'],
}
