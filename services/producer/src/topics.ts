import { type TopicSpec, topology } from '@firedrill/service-kit/kafka/topology'

/** The parts that topics play for the producer. */
export type TopicRole = 'orders' | 'invoices' | 'audit'

/** The topics of the stack under a prefix; all of them, so that any service may come first. */
export function prefixedTopology(prefix: string): TopicSpec[] {
  return topology.map(spec => ({ ...spec, topic: `${prefix}${spec.topic}` }))
}

/** The name of each topic that the producer writes to. */
export function topicNames(prefix: string): Record<TopicRole, string> {
  return { orders: `${prefix}orders`, invoices: `${prefix}invoices`, audit: `${prefix}audit` }
}
