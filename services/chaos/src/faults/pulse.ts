import { Type } from 'typebox'
import { brokerNameOf } from '../processes/stack.ts'
import { brokerChoice, namesOfChoice, resolveBroker } from './broker-choice.ts'
import { defineFault } from './fault.ts'

/** Freezes a broker for a moment, once or again and again; in the end it is always awake. */
export const pulse = defineFault({
  id: 'pulse',
  params: Type.Object(
    {
      broker: brokerChoice,
      // Longer and the controller fences the broker: that is what `pause` is for.
      frozenMs: Type.Integer({ minimum: 50, maximum: 6000 }),
      awakeMs: Type.Integer({ minimum: 20, maximum: 60_000 }),
      times: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    },
    { additionalProperties: false },
  ),
  claims: ({ broker }) => namesOfChoice(broker).map(name => `process:${name}`),
  describe: ({ broker, frozenMs, awakeMs, times }) =>
    `freeze ${broker} for ${frozenMs} ms ` +
    (times === 1 ? 'once' : `in every ${frozenMs + awakeMs} ms`),
  // A part may be played by another broker when the fault is applied: then all are woken.
  prepare: async (_context, { broker }) => ({ processes: namesOfChoice(broker) }),
  async apply({ kafka, pulses, ttlSeconds = 3600 }, { broker, ...options }) {
    const process = brokerNameOf(await resolveBroker(kafka, broker))
    const seconds = Math.min(options.seconds, ttlSeconds)
    await pulses.start({ ...options, process, seconds })
  },
  async revert({ pulses, processes }, undo) {
    for (const name of undo.processes) {
      await pulses.stop(name)
      const { state } = await processes.get(name)
      // Whoever froze it may have been killed since, and Docker does not show it.
      if (state === 'paused' || state === 'running') await processes.resume(name)
    }
  },
})
