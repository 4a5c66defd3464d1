import { Type } from 'typebox'
import { oneOf } from '../one-of.ts'
import { brokerIdOf, brokers } from '../processes/stack.ts'
import { configValue, describeValue } from './config-value.ts'
import { defineFault } from './fault.ts'

/** Overrides one dynamic setting of a broker; a pool of threads gets there by halves. */
export const brokerConfig = defineFault({
  id: 'broker-config',
  offered: 'Override one dynamic setting of a broker, or remove the override with null',
  inSnapshot: true,
  params: Type.Object(
    {
      broker: oneOf(brokers),
      key: Type.String({ maxLength: 100 }),
      value: configValue,
    },
    { additionalProperties: false },
  ),
  claims: ({ broker, key }) => [`broker:${broker}/${key}`],
  describe: ({ broker, key, value }) => `${broker}: ${key} ${describeValue(value)}`,
  async prepare({ kafka }, { broker, key }) {
    const overrides = (await kafka.configs.brokerOverrides())[brokerIdOf(broker)] ?? {}
    return { broker, key, before: overrides[key] ?? null }
  },
  async apply({ kafka, signal }, { broker, key, value }) {
    await kafka.configs.setBroker(String(brokerIdOf(broker)), key, value ?? undefined, signal)
  },
  async revert({ kafka }, { broker, key, before }) {
    await kafka.configs.setBroker(String(brokerIdOf(broker)), key, before ?? undefined)
  },
})
