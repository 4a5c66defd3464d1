import { Type } from 'typebox'
import { oneOf } from '../one-of.ts'
import { brokers } from '../processes/stack.ts'

/** Which broker it hits. */
export function brokerParam(fallback: (typeof brokers)[number]) {
  return oneOf(brokers, { default: fallback })
}

/**
 * After how many records a payment consumer crashes. One of three gets a third of 100 orders/s, so
 * 1000 take about 30 s: KafkaConsumerCrashLooping wants three restarts within 2 min, and the two
 * drills that use it expect that within 150 s. 400 take 12 s, longer than the launcher's backoff.
 */
export function crashEveryRecordsParam() {
  return Type.Integer({ default: 500, minimum: 400, maximum: 1000 })
}
