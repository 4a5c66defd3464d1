import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  type ConfigSourceValue,
  describeConfigsV4,
} from '@platformatic/kafka'
import { readAllTopics } from './all-topics.ts'
import { connectToAny } from './connection.ts'

/** Overrides by their key. */
export type Overrides = Record<string, string>

const { TOPIC, BROKER } = ConfigResourceTypes

/** Overrides of every topic, internal ones included. */
export async function readTopicOverrides(admin: Admin): Promise<Record<string, Overrides>> {
  const topics = await readAllTopics(admin)
  const resources = topics.map(({ name }) => ({ resourceType: TOPIC, resourceName: name ?? '' }))
  if (resources.length === 0) return {}
  const answer = await admin.describeConfigs({ resources })
  return overridesByName(answer, ConfigSources.TOPIC_CONFIG)
}

/** Dynamic overrides by broker id; the cluster-wide defaults are under `default`. */
export async function readBrokerOverrides(admin: Admin): Promise<Record<string, Overrides>> {
  const { brokers } = await admin.metadata({ topics: [], forceUpdate: true })
  const resources = [...brokers.keys()].map(id => ({
    resourceType: BROKER,
    resourceName: String(id),
  }))
  const answer = await admin.describeConfigs({ resources })
  const connection = await connectToAny(admin)
  const wide = [{ resourceType: BROKER, resourceName: '' }]
  const { results } = await describeConfigsV4.api.async(connection, wide, false, false)
  const { '': defaults = {} } = overridesByName(
    results,
    ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG,
  )
  return { ...overridesByName(answer, ConfigSources.DYNAMIC_BROKER_CONFIG), default: defaults }
}

/** The value that holds for a topic, its own or a default; undefined where there is no topic. */
export async function readTopicValue(
  admin: Admin,
  topic: string,
  key: string,
): Promise<string | undefined> {
  const topics = await readAllTopics(admin)
  if (!topics.some(({ name }) => name === topic)) return undefined
  const connection = await connectToAny(admin)
  const one = [{ resourceType: TOPIC, resourceName: topic, configurationKeys: [key] }]
  const { results } = await describeConfigsV4.api.async(connection, one, false, false)
  return results[0]?.configs[0]?.value ?? undefined
}

interface Described {
  resourceName: string
  configs: { name: string; value?: string | null | undefined; configSource: ConfigSourceValue }[]
}

function overridesByName(
  resources: readonly Described[],
  source: ConfigSourceValue,
): Record<string, Overrides> {
  const byName: Record<string, Overrides> = {}
  for (const { resourceName, configs } of resources) {
    const own = configs.filter(config => config.configSource === source)
    byName[resourceName] = Object.fromEntries(own.map(({ name, value }) => [name, value ?? '']))
  }
  return byName
}
