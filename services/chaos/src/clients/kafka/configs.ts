import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  describeConfigsV4,
  incrementalAlterConfigsV1,
  IncrementalAlterConfigOperationTypes as operations,
} from '@platformatic/kafka'
import { connectTo, connectToAny } from './connection.ts'
import {
  type Overrides,
  readBrokerOverrides,
  readTopicOverrides,
  readTopicValue,
} from './overrides.ts'
import { withSpareHandlers } from './spare-handlers.ts'
import { type PoolSize, resizePool, shrinks } from './thread-pool.ts'
import { isThreadPool } from './thread-steps.ts'

/** Dynamic configuration, changed key by key so that other overrides stay. */
export interface ConfigAdmin {
  /** Overrides of every topic, internal ones included. */
  topicOverrides(): Promise<Record<string, Overrides>>
  /** Dynamic overrides by broker id; the cluster-wide defaults are under `default`. */
  brokerOverrides(): Promise<Record<string, Overrides>>
  /** The value that holds for a topic, its own or a default; undefined without such a topic. */
  topicValue(topic: string, key: string): Promise<string | undefined>
  /** @param value undefined removes the override */
  setTopic(topic: string, key: string, value: string | undefined): Promise<void>
  /**
   * A pool of threads gets there in steps, since brokers refuse a jump.
   * @param broker an id, or `default` for the cluster-wide default
   * @throws when the signal aborts between two steps, or a pool does not get there in time
   */
  setBroker(
    broker: string,
    key: string,
    value: string | undefined,
    signal?: AbortSignal,
  ): Promise<void>
}

const { TOPIC, BROKER } = ConfigResourceTypes
type ResourceType = typeof TOPIC | typeof BROKER

export function createConfigAdmin(admin: Admin): ConfigAdmin {
  return {
    topicOverrides: () => readTopicOverrides(admin),
    brokerOverrides: () => readBrokerOverrides(admin),
    topicValue: (topic, key) => readTopicValue(admin, topic, key),
    setTopic: (topic, key, value) => set(admin, TOPIC, topic, key, value),
    setBroker: async (broker, key, value, signal) => {
      if (broker === 'default') return set(admin, BROKER, '', key, value)
      if (isThreadPool(key)) {
        const size = value === undefined ? undefined : Number(value)
        const pool = poolOf(admin, broker, key)
        const handlers = poolOf(admin, broker, 'num.io.threads')
        await (key === 'num.network.threads' && (await shrinks(pool, size))
          ? withSpareHandlers(handlers, () => resizePool(pool, size, signal))
          : resizePool(pool, size, signal))
        if (value !== undefined) return
      }
      await set(admin, BROKER, broker, key, value)
    },
  }
}

async function set(
  admin: Admin,
  type: ResourceType,
  name: string,
  key: string,
  value: string | undefined,
): Promise<void> {
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

function poolOf(admin: Admin, broker: string, key: string) {
  return {
    name: `${key} of broker ${broker}`,
    read: () => readPool(admin, broker, key),
    set: (size: number) => set(admin, BROKER, broker, key, String(size)),
  }
}

async function readPool(admin: Admin, broker: string, key: string): Promise<PoolSize> {
  const connection = await connectTo(admin, Number(broker))
  const one = [{ resourceType: BROKER, resourceName: broker, configurationKeys: [key] }]
  const { results } = await describeConfigsV4.api.async(connection, one, true, false)
  const config = results[0]?.configs[0]
  const others = config?.synonyms.filter(
    ({ source }) => source !== ConfigSources.DYNAMIC_BROKER_CONFIG,
  )
  return { now: Number(config?.value), without: Number(others?.[0]?.value ?? config?.value) }
}
