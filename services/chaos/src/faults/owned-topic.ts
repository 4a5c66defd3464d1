import { setTimeout as sleep } from 'node:timers/promises'
import { type Static, Type } from 'typebox'
import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import { oneOf } from '../one-of.ts'
import { brokerIdOf, brokers } from '../processes/stack.ts'
import { brokerChoice, resolveBroker } from './broker-choice.ts'
import { defineFault } from './fault.ts'
import { dropOverrides, removeWithOverrides } from './topic-overrides.ts'

/** What cannot be undone on a topic of the stack happens on one with this prefix. */
export const ownedPrefix = 'drill-'

const params = Type.Object(
  {
    topic: Type.String({ pattern: `^${ownedPrefix}[a-z0-9.-]+$` }),
    partitions: Type.Integer({ minimum: 1, maximum: 24 }),
    replicas: Type.Integer({ minimum: 1, maximum: 3 }),
    /** Leads every partition; else they are spread. */
    leader: Type.Optional(oneOf(brokers)),
    /** Holds no replica. */
    without: Type.Optional(brokerChoice),
    config: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
)

/** A topic that the run owns: it comes with the fault and goes with it, records included. */
export const ownedTopic = defineFault({
  id: 'owned-topic',
  params,
  claims: ({ topic }) => [`topic:${topic}`],
  describe: each =>
    `topic ${each.topic}: ${each.partitions} partitions, ${each.replicas} replicas${
      each.leader === undefined ? '' : `, all led by ${each.leader}`
    }${each.without === undefined ? '' : `, none on ${each.without}`}`,
  prepare: async (_context, { topic }) => ({ topic }),
  async apply({ kafka, signal }, wanted) {
    // What an earlier run could not take away.
    await removeTopic(kafka, wanted.topic, signal)
    const assignments = await place(kafka, wanted)
    await kafka.topics.create({ topic: wanted.topic, assignments, config: wanted.config })
    await eventually(async () => {
      const own = await partitionsOf(kafka, wanted.topic)
      return own.length === wanted.partitions && own.every(({ leader }) => leader >= 0)
    }, signal)
    await dropOverrides(kafka, wanted.topic, wanted.config)
  },
  revert: ({ kafka }, { topic }) => removeTopic(kafka, topic),
})

/** The brokers of each partition, the preferred leader first. */
async function place(kafka: KafkaAdmin, wanted: Static<typeof params>): Promise<number[][]> {
  const { partitions, replicas, leader, without } = wanted
  const excluded = without === undefined ? undefined : await resolveBroker(kafka, without)
  const ids = brokers.map(brokerIdOf).filter(id => id !== excluded)
  if (ids.length < replicas) throw new TypeError(`${replicas} replicas need more brokers`)
  return Array.from({ length: partitions }, (_, index) => {
    const first = leader === undefined ? index % ids.length : ids.indexOf(brokerIdOf(leader))
    return [...ids.slice(first), ...ids.slice(0, first)].slice(0, replicas)
  })
}

async function removeTopic(kafka: KafkaAdmin, topic: string, signal?: AbortSignal): Promise<void> {
  if ((await partitionsOf(kafka, topic)).length === 0) return
  await removeWithOverrides(kafka, topic)
  await eventually(async () => (await partitionsOf(kafka, topic)).length === 0, signal)
}

async function partitionsOf(kafka: KafkaAdmin, name: string) {
  return (await kafka.topics.partitions()).filter(({ topic }) => topic === name)
}

/** Brokers learn of a topic a moment after the controller has made or deleted it. */
async function eventually(holds: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('Kafka took more than 15 s over a topic')
    await sleep(200, undefined, { ...(signal && { signal }) })
  }
}
