import { Type } from 'typebox'
import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import { oneOf } from '../one-of.ts'
import { ensureRunning } from '../processes/controller.ts'
import { brokerNameOf, brokers } from '../processes/stack.ts'
import { defineFault } from './fault.ts'

/** Stops, kills, pauses, starts, resumes or restarts one process. */
export const processControl = defineFault({
  id: 'process',
  offered: 'Start, stop, kill, pause, resume or restart one process of the stack',
  inSnapshot: true,
  params: Type.Object({
    process: Type.String({
      description: 'a name, or `leader:<topic>` for the broker that leads it',
    }),
    action: oneOf(['stop', 'kill', 'pause', 'start', 'resume', 'restart']),
  }),
  claims: ({ process }) =>
    (process.startsWith(leaderPrefix) ? brokers : [process]).map(name => `process:${name}`),
  describe: ({ process, action }) => `${action} ${process}`,
  async prepare({ kafka, processes }, { process }) {
    const name = await nameOf(kafka, process)
    const { state } = await processes.get(name)
    return { process: name, before: state }
  },
  async apply({ kafka, processes, signal }, { process, action }) {
    const name = await nameOf(kafka, process)
    if (action !== 'restart') return processes[action](name)
    await processes.stop(name)
    // Who is to end leaves the start to the revert.
    signal?.throwIfAborted()
    await processes.start(name)
  },
  async revert({ processes }, { process, before }) {
    if (before === 'stopped') await processes.stop(process)
    else if (before === 'paused') await processes.pause(process)
    else await ensureRunning(processes, process)
  },
})

const leaderPrefix = 'leader:'

async function nameOf(kafka: KafkaAdmin, process: string): Promise<string> {
  if (!process.startsWith(leaderPrefix)) return process
  const topic = process.slice(leaderPrefix.length)
  const partitions = await kafka.topics.partitions()
  const led = partitions.find(each => each.topic === topic && each.leader >= 0)
  if (led !== undefined) return brokerNameOf(led.leader)
  throw new TypeError(`nobody leads ${topic}`)
}
