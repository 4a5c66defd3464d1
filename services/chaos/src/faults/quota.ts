import { Type } from 'typebox'
import { oneOf } from '../one-of.ts'
import { describeValue } from './config-value.ts'
import { defineFault } from './fault.ts'

const keys = ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage'] as const

/** Limits what a client may do; the rate holds on each broker. */
export const quota = defineFault({
  id: 'quota',
  offered:
    'Limit a client by its client id (bytes per second on each broker), or lift it with null',
  inSnapshot: true,
  params: Type.Object(
    {
      clientId: Type.String({ minLength: 1, maxLength: 200 }),
      key: oneOf(keys),
      value: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  claims: ({ clientId }) => [`quota:${clientId}`],
  describe: ({ clientId, key, value }) => `quota of ${clientId}: ${key} ${describeValue(value)}`,
  async prepare({ kafka }, { clientId, key }) {
    const { [entityOf(clientId)]: quotas = {} } = await kafka.quotas.all()
    return { clientId, key, before: quotas[key] ?? null }
  },
  async apply({ kafka }, { clientId, key, value }) {
    await kafka.quotas.set(entityOf(clientId), key, value ?? undefined)
  },
  async revert({ kafka }, { clientId, key, before }) {
    await kafka.quotas.set(entityOf(clientId), key, before ?? undefined)
  },
})

function entityOf(clientId: string): string {
  return `client-id=${clientId}`
}
