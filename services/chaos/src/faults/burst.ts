import { Type } from 'typebox'
import { defineFault } from './fault.ts'

/** Makes the producer send many extra records at once; they are real and stay. */
export const burst = defineFault({
  id: 'burst',
  offered: 'Make the producer send extra records to one topic',
  params: Type.Object({
    topic: Type.String(),
    records: Type.Integer({ minimum: 1 }),
    partition: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
  claims: ({ topic }) => [`records:${topic}`],
  describe: ({ topic, records, partition }) =>
    `${records} extra records to ${topic}${partition === undefined ? '' : `/${partition}`}`,
  prepare: async () => ({}),
  apply: ({ services }, params) => services.burst(params),
  revert: async () => {},
})
