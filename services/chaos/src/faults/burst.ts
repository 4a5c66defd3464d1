import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { oneOf } from '../one-of.ts'
import { defineFault, type FaultContext } from './fault.ts'

const patienceSeconds = 120

/** Makes the producer send many extra records at once; they are real and stay. */
export const burst = defineFault({
  id: 'burst',
  offered: 'Make the producer send extra records to one topic',
  params: Type.Object(
    {
      topic: Type.String({ maxLength: 249 }),
      records: Type.Integer({ minimum: 1, maximum: 200_000 }),
      partition: Type.Optional(Type.Integer({ minimum: 0 })),
      kind: Type.Optional(oneOf(['orders', 'invoices', 'audit'])),
      malformed: Type.Optional(Type.Boolean({ description: 'records that no reader can use' })),
      settle: Type.Optional(Type.Boolean({ description: 'wait until all are on the topic' })),
    },
    { additionalProperties: false },
  ),
  claims: ({ topic }) => [`records:${topic}`],
  describe: ({ topic, records, partition, malformed }) =>
    `${records} extra ${malformed === true ? 'malformed ' : ''}records to ${topic}` +
    `${partition === undefined ? '' : `/${partition}`}`,
  prepare: async () => ({}),
  async apply(context, { settle, ...wanted }) {
    const before = settle === true ? await countRecords(context, wanted.topic) : 0
    await context.services.burst(wanted)
    if (settle !== true) return
    const deadline = Date.now() + patienceSeconds * 1000
    while ((await countRecords(context, wanted.topic)) < before + wanted.records) {
      if (Date.now() > deadline) {
        throw new Error(`the records did not reach ${wanted.topic} within ${patienceSeconds} s`)
      }
      const { signal } = context
      await sleep(300, undefined, { ...(signal && { signal }) })
    }
  },
  revert: async () => {},
})

async function countRecords({ kafka }: FaultContext, topic: string): Promise<number> {
  const ends = Object.values(await kafka.groups.bounds(topic, 'latest'))
  return ends.reduce((sum, end) => sum + Number(end), 0)
}
