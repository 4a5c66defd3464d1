import { Type } from 'typebox'
import { defineFault } from './fault.ts'
import { ownedPrefix } from './owned-topic.ts'

const maxBytes = 4 * 1024 ** 3

/** A load of this service's own on a topic of the run; it ends by itself. */
export const load = defineFault({
  id: 'load',
  params: Type.Object(
    {
      topic: Type.String({ pattern: `^${ownedPrefix}[a-z0-9.-]+$` }),
      clientId: Type.String({ pattern: '^[a-z0-9.-]{1,100}$' }),
      senders: Type.Integer({ minimum: 1, maximum: 64 }),
      recordsPerSend: Type.Integer({ minimum: 1, maximum: 1000 }),
      recordBytes: Type.Integer({ minimum: 64, maximum: 65_536 }),
      recordsPerSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      acks: Type.Union([Type.Literal(-1), Type.Literal(1)]),
      seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
      maxBytes: Type.Integer({ minimum: 1024, maximum: maxBytes }),
    },
    { additionalProperties: false },
  ),
  claims: ({ topic }) => [`load:${topic}`],
  describe: ({ clientId, senders, recordsPerSend, topic, recordsPerSecond, acks, seconds }) =>
    `${clientId}: ${senders} senders of ${recordsPerSend} records each to ${topic}, ` +
    `${recordsPerSecond === undefined ? 'unthrottled' : `${recordsPerSecond}/s`}, acks ${acks}, ` +
    `for ${seconds} s at most`,
  prepare: async (_context, { topic }) => ({ topic }),
  async apply({ loads, signal, ttlSeconds = 3600 }, options) {
    await loads.start({ ...options, seconds: Math.min(options.seconds, ttlSeconds) }, signal)
  },
  async revert({ loads, tell }, { topic }) {
    const { acknowledged, failed } = await loads.stop(topic)
    loads.forget(topic)
    if (acknowledged + failed === 0) return
    await tell?.(`The load on ${topic}: ${acknowledged} records acknowledged, ${failed} failed`)
  },
})
