import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  type ConfigSourceValue,
  describeConfigsV4,
  incrementalAlterConfigsV1,
  IncrementalAlterConfigOperationTypes as operations,
} from '@platformatic/kafka'
import { readAllTopics } from './all-topics.ts'
import { connectTo, connectToAny } from './connection.ts'
import { isThreadPool, threadSteps } from './thread-steps.ts'

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
  /**
   * A pool of threads gets there in steps, since brokers refuse a jump.
   * @param broker an id, or `default` for the cluster-wide default
   */
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

  async function resizePool(broker: string, key: string, value: string | undefined) {
    const { now, without } = await readPool(admin, broker, key)
    for (const size of threadSteps(now, Number(value ?? without))) {
      await set(BROKER, broker, key, String(size))
      // A broker compares the next step with what it has applied, a moment after its answer.
      await untilPool(admin, broker, key, size)
    }
    if (value === undefined) await set(BROKER, broker, key, undefined)
  }

  return {
    topicOverrides: async () => {
      const topics = await readAllTopics(admin)
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
    setBroker: (broker, key, value) => {
      if (broker !== 'default' && isThreadPool(key)) return resizePool(broker, key, value)
      return set(BROKER, broker === 'default' ? '' : broker, key, value)
    },
  }
}

/** @returns the size of a pool of threads, and what it would be without the broker's override */
async function readPool(admin: Admin, broker: string, key: string) {
  const connection = await connectTo(admin, Number(broker))
  const one = [{ resourceType: BROKER, resourceName: broker, configurationKeys: [key] }]
  const { results } = await describeConfigsV4.api.async(connection, one, true, false)
  const config = results[0]?.configs[0]
  const others = config?.synonyms.filter(
    ({ source }) => source !== ConfigSources.DYNAMIC_BROKER_CONFIG,
  )
  return { now: Number(config?.value), without: Number(others?.[0]?.value ?? config?.value) }
}

async function untilPool(admin: Admin, broker: string, key: string, size: number): Promise<void> {
  const deadline = Date.now() + 10_000
  while ((await readPool(admin, broker, key)).now !== size && Date.now() < deadline) {
    await sleep(50)
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
