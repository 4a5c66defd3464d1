import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import type { PartitionState } from '../clients/kafka/topics.ts'
import { ensureRunning } from '../processes/controller.ts'
import { brokerNameOf, brokers } from '../processes/stack.ts'
import { defineFault, type FaultContext } from './fault.ts'
import { ownedPrefix } from './owned-topic.ts'

// Fencing takes 8 to 9 s, an election after a kill as long.
const patienceSeconds = 45

/**
 * Makes a follower leader that has missed records, on an owned topic of one partition with two
 * replicas: it is frozen until it has left the ISR; under load it falls behind; then in one moment
 * the leader is killed and the follower woken. Tells what was acknowledged and is lost.
 */
export const uncleanElection = defineFault({
  id: 'unclean-election',
  params: Type.Object(
    {
      topic: Type.String({ pattern: `^${ownedPrefix}[a-z0-9.-]+$` }),
      behindSeconds: Type.Integer({ minimum: 1, maximum: 60 }),
    },
    { additionalProperties: false },
  ),
  claims: () => brokers.map(name => `process:${name}`),
  describe: ({ topic, behindSeconds }) =>
    `on ${topic}: freeze the follower, let it fall ${behindSeconds} s behind, ` +
    'kill the leader, wake it',
  prepare: async () => ({}),
  async apply(context, { topic, behindSeconds }) {
    const { processes, loads, tell, signal } = context
    const { leader, replicas } = await read(context, topic)
    const follower = replicas.find(id => id !== leader) ?? leader
    const [leaderName, followerName] = [brokerNameOf(leader), brokerNameOf(follower)]
    await processes.pause(followerName)
    await until(
      context,
      topic,
      `${followerName} to leave the ISR`,
      each => !each.isr.includes(follower),
    )
    await sleep(behindSeconds * 1000, undefined, { ...(signal && { signal }) })
    const { acknowledged } = await loads.stop(topic)
    await Promise.all([processes.kill(leaderName), processes.resume(followerName)])
    await until(context, topic, `${followerName} to lead`, each => each.leader === follower)
    const kept = Number((await context.kafka.groups.bounds(topic, 'latest'))['0'] ?? 0)
    const lost = Math.max(0, acknowledged - kept)
    await tell?.(
      `${leaderName} was killed and ${followerName} elected out of sync: of ${acknowledged} ` +
        `acknowledged records ${lost} are lost`,
    )
  },
  async revert({ processes }) {
    for (const name of brokers) {
      await processes.resume(name)
      await ensureRunning(processes, name)
    }
  },
})

async function read({ kafka }: FaultContext, topic: string): Promise<PartitionState> {
  const found = (await kafka.topics.partitions()).find(each => each.topic === topic)
  if (found !== undefined) return found
  throw new TypeError(`${topic} does not exist`)
}

async function until(
  context: FaultContext,
  topic: string,
  what: string,
  holds: (partition: PartitionState) => boolean,
): Promise<void> {
  const { signal } = context
  for (const deadline = Date.now() + patienceSeconds * 1000; ; ) {
    // With a broker frozen or dead a question may fail; the next one asks another broker.
    const now = await read(context, topic).catch(() => undefined)
    if (now !== undefined && holds(now)) return
    if (Date.now() > deadline) throw new Error(`waited ${patienceSeconds} s for ${what}`)
    await sleep(300, undefined, { ...(signal && { signal }) })
  }
}
