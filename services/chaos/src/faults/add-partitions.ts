import { Type } from 'typebox'
import { defineFault } from './fault.ts'
import { ownedPrefix } from './owned-topic.ts'

/** Adds partitions to a topic that the run owns: nothing takes them away but its deletion. */
export const addPartitions = defineFault({
  id: 'add-partitions',
  offered: 'Add partitions to a topic of the run',
  params: Type.Object(
    {
      topic: Type.String({ pattern: `^${ownedPrefix}[a-z0-9.-]+$` }),
      partitions: Type.Integer({ minimum: 2, maximum: 48 }),
    },
    { additionalProperties: false },
  ),
  claims: ({ topic }) => [`topic:${topic}`],
  describe: ({ topic, partitions }) => `topic ${topic}: grow to ${partitions} partitions`,
  prepare: async () => ({}),
  async apply({ kafka }, { topic, partitions }) {
    const all = await kafka.topics.partitions()
    const now = all.filter(each => each.topic === topic).length
    if (now < partitions) await kafka.topics.addPartitions(topic, partitions)
  },
  revert: async () => {},
})
