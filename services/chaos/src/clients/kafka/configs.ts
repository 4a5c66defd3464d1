import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  type ConfigSourceValue,
  describeConfigsV4,
  incrementalAlterConfigsV1,
  metadataV12,
  IncrementalAlterConfigOperationTypes as operations,
} from '@platformatic/kafka'
import { connectTo, connectToAny } from './connection.ts'

/** Overrides by their key. */
export type Overrides = Record<string, string>

/** Dynamic configuration, changed key by key so that other overrides stay. */
export interface ConfigAdmin {
  /** Overrides of every topic, internal ones included. */
  topicOverrides(): Promise<Record<string, Overrides>>
  /** Dynamic overrides by broker id; the cluster-wide defaults are under `default`. */
  brokerOverrides(): Promise<Record<string, Overrides>>
  /** @param value undefined removes the override */
  setTopic(topic: string, key: string, value: string | undefined): Promise<void>
  /** @param broker an id, or `default` for the cluster-wide default */
  setBroker(broker: string, key: string, value: string | undefined): Promise<void>
}

const { TOPIC, BROKER } = ConfigResourceTypes
type ResourceType = typeof TOPIC | typeof BROKER

export function createConfigAdmin(admin: Admin): ConfigAdmin {
  async function set(type: ResourceType, name: string, key: string, value: string | undefined) {
    const change =
      value === undefined
        ? { name: key, configOperation: operations.DELETE }
        : { name: key, configOperation: operations.SET, value }
    const resource = { resourceType: type, resourceName: name, configs: [change] }
    // A broker refuses to change the overrides of another one.
    const isOneBroker = type === BROKER && name !== ''
    const connection = await (isOneBroker ? connectTo(admin, Number(name)) : connectToAny(admin))
    await incrementalAlterConfigsV1.api.async(connection, [resource], false)
  }

  return {
    topicOverrides: async () => {
      const { topics } = await metadataV12.api.async(await connectToAny(admin), null, false, false)
      const resources = topics.map(({ name }) => ({
        resourceType: TOPIC,
        resourceName: name ?? '',
      }))
      if (resources.length === 0) return {}
      const answer = await admin.describeConfigs({ resources })
      return overridesByName(answer, ConfigSources.TOPIC_CONFIG)
    },
    brokerOverrides: async () => {
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
      return {
        ...overridesByName(answer, ConfigSources.DYNAMIC_BROKER_CONFIG),
        default: defaults,
      }
    },
    setTopic: (topic, key, value) => set(TOPIC, topic, key, value),
    setBroker: (broker, key, value) => set(BROKER, broker === 'default' ? '' : broker, key, value),
  }
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
