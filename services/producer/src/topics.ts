import { type TopicSpec, topology } from '@firedrill/service-kit/kafka/topology'
import type { ProducerSettings } from './settings.ts'

/** What the producer makes: each is a stream of records that goes to one topic at a time. */
export const streams = ['orders', 'invoices', 'audit'] as const

export type Stream = (typeof streams)[number]

type StreamTopics = Pick<ProducerSettings, 'ordersTopic' | 'invoicesTopic' | 'auditTopic'>

/** The topics of the stack under a prefix; all of them, so that any service may come first. */
export function prefixedTopology(prefix: string): TopicSpec[] {
  return topology.map(spec => ({ ...spec, topic: `${prefix}${spec.topic}` }))
}

/** Where the streams go until somebody changes it. */
export function defaultTopics(prefix: string): StreamTopics {
  return {
    ordersTopic: `${prefix}orders`,
    invoicesTopic: `${prefix}invoices`,
    auditTopic: `${prefix}audit`,
  }
}

/** The topic that a stream goes to. */
export function topicOf(topics: StreamTopics, stream: Stream): string {
  return topics[`${stream}Topic`]
}
