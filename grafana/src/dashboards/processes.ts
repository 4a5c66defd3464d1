import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { type Queries, queriesBy } from '../queries.ts'

/**
 * Narrows series to the targets scraped as brokers are: those of whichever job has shown a broker's
 * series within the last hour, so that a broker that is down stays among them. Scrape jobs have
 * other names elsewhere. A broker is what reports replicas: where controllers have nodes of their own,
 * it has no metric of a controller.
 */
export function ofBrokers(expr: string): string {
  const brokers = queriesBy().select(brokerMetrics.underReplicatedPartitions)
  return `${expr} and on (cluster, job) last_over_time(${brokers}[1h])`
}

/**
 * Narrows series to the processes that were members of a group within five minutes, so that one
 * that crashes stays among them.
 */
export function ofMembers(queries: Queries, expr: string): string {
  const members = queries.select(consumerMetrics.assignedPartitions)
  return `${expr} and on (cluster, instance) last_over_time(${members}[5m])`
}
