import { Type } from 'typebox'
import { configValue, describeValue } from './config-value.ts'
import { defineFault } from './fault.ts'

/** Overrides one setting of a topic; the topic's other overrides stay. */
export const topicConfig = defineFault({
  id: 'topic-config',
  offered: 'Override one setting of a topic, or remove the override with null',
  inSnapshot: true,
  params: Type.Object(
    {
      topic: Type.String({ maxLength: 249 }),
      key: Type.String({ maxLength: 100 }),
      value: configValue,
    },
    { additionalProperties: false },
  ),
  claims: ({ topic, key }) => [`topic:${topic}/${key}`],
  describe: ({ topic, key, value }) => `topic ${topic}: ${key} ${describeValue(value)}`,
  async prepare({ kafka }, { topic, key }) {
    const { [topic]: overrides = {} } = await kafka.configs.topicOverrides()
    return { topic, key, before: overrides[key] ?? null }
  },
  async apply({ kafka }, { topic, key, value }) {
    await kafka.configs.setTopic(topic, key, value ?? undefined)
  },
  async revert({ kafka }, { topic, key, before }) {
    // A topic of the run may be gone by now, and its overrides with it.
    if ((await kafka.configs.topicOverrides())[topic] === undefined) return
    await kafka.configs.setTopic(topic, key, before ?? undefined)
  },
})
