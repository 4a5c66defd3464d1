import { Type } from 'typebox'
import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import { brokerIdOf, brokers } from '../processes/stack.ts'

/** A broker by its name, or by the part it plays when the fault is applied. */
export const brokerChoice = Type.String({
  pattern: '^(kafka-[123]|controller|offsets-follower:[a-zA-Z0-9._-]+)$',
  description: 'a name, `controller`, or `offsets-follower:<group>`',
})

/** The processes that a choice may mean: a part is played by any broker. */
export function namesOfChoice(choice: string): readonly string[] {
  return choice.startsWith('kafka-') ? [choice] : brokers
}

/** The node that a choice means now. */
export async function resolveBroker(kafka: KafkaAdmin, choice: string): Promise<number> {
  if (choice === 'controller') return kafka.topics.activeController()
  const [part, group] = choice.split(':')
  if (part === 'offsets-follower') return offsetsFollower(kafka, group ?? '')
  return brokerIdOf(choice)
}

/**
 * A follower of the partition that keeps a group's offsets, and not the active controller: to
 * freeze it slows the group's commits down and nothing else of the quorum.
 */
async function offsetsFollower(kafka: KafkaAdmin, group: string): Promise<number> {
  const [partitions, controller] = await Promise.all([
    kafka.topics.partitions(),
    kafka.topics.activeController(),
  ])
  const offsets = partitions.filter(({ topic }) => topic === '__consumer_offsets')
  const partition = partitionOfGroup(group, offsets.length)
  const found = offsets.find(each => each.partition === partition)
  const followers = (found?.replicas ?? []).filter(id => id !== found?.leader && id !== controller)
  const [first] = [...followers].sort((a, b) => a - b)
  if (first !== undefined) return first
  throw new TypeError(`__consumer_offsets has no follower for ${group} beside the controller`)
}

/** Where Kafka keeps the offsets of a group: the hash of Java's strings, modulo. */
export function partitionOfGroup(group: string, partitions: number): number {
  let hash = 0
  for (const unit of group.split('')) hash = (Math.imul(31, hash) + unit.charCodeAt(0)) | 0
  return hash === -(2 ** 31) ? 0 : Math.abs(hash) % partitions
}
