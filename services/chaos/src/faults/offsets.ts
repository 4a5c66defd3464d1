import { Type } from 'typebox'
import { defineFault } from './fault.ts'

/** Moves the committed offsets of a group on one topic; the group must have no members. */
export const offsets = defineFault({
  id: 'offsets',
  offered: 'Reset the committed offsets of a group without members on one topic',
  params: Type.Object({
    group: Type.String(),
    topic: Type.String(),
    to: Type.Union([Type.Literal('earliest'), Type.Literal('latest')]),
  }),
  claims: ({ group }) => [`offsets:${group}`],
  describe: ({ group, topic, to }) => `reset offsets of ${group} on ${topic} to ${to}`,
  async prepare({ kafka }, { group, topic }) {
    const before = await kafka.groups.offsetsOf(group)
    return { group, topic, before: before[topic] ?? {} }
  },
  async apply({ kafka }, { group, topic, to }) {
    const target = await kafka.groups.bounds(topic, to)
    await kafka.groups.setOffsets(group, { [topic]: target })
  },
  async revert({ kafka }, { group, topic, before }) {
    // Nothing was committed there: Kafka knows no way back, but for the end of the topic.
    if (Object.keys(before).length === 0) return
    // With members consumption went on from the new offsets: there is nothing to put back.
    if ((await kafka.groups.memberCount(group)) > 0) return
    await kafka.groups.setOffsets(group, { [topic]: before })
  },
})
