import { oneOf } from '../one-of.ts'
import { brokers } from '../processes/stack.ts'

/** Which broker it hits. */
export function brokerParam(fallback: (typeof brokers)[number]) {
  return oneOf(brokers, { default: fallback })
}
