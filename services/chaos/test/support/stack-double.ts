import { randomUUID } from 'node:crypto'
import { makeTemporaryFolder } from '../../../../packages/service-kit/test/support/temporary-folder.ts'
import type { PrometheusClient } from '../../src/clients/prometheus.ts'
import type { FaultContext } from '../../src/faults/fault.ts'
import type { ProcessController, ProcessState } from '../../src/processes/controller.ts'
import { stackProcesses } from '../../src/processes/stack.ts'

type Table<T> = Record<string, Record<string, T>>

/** A stack in memory: what was done to it is in its state, and in `acts` in order. */
export interface StackDouble {
  readonly context: FaultContext
  readonly prometheus: PrometheusClient
  readonly acts: string[]
  /** How often what was frozen unseen has been woken. */
  wakes: number
  readonly processes: Record<string, ProcessState>
  readonly settings: Table<unknown>
  readonly topics: Table<string>
  /** What holds for a topic without an override. */
  readonly topicDefaults: Record<string, string>
  /** Dynamic overrides by node id, and those of all under `default`. */
  readonly brokers: Table<string>
  readonly quotas: Table<number>
  readonly offsets: Record<string, Table<string>>
  readonly partitions: Record<string, number>
  /** A topic that is made anew gets another one. */
  readonly topicIds: Record<string, string>
  /** Names of alerts that fire. */
  firing: string[]
  /** What the machine is short of. */
  shortage: string | undefined
  /** Answers of Prometheus: whether an expression holds. */
  holds: (expr: string) => boolean
  /** Called before each change, so that a test may look, or fail it. */
  beforeChange: (act: string) => void | Promise<void>
}

/** For `beforeChange`: the next changes fail, so many of them. */
export function failing(times: number, message: string): () => void {
  let left = times
  return () => {
    left -= 1
    if (left >= 0) throw new Error(message)
  }
}

export function createStackDouble(): StackDouble {
  const services = stackProcesses.filter(name => !name.startsWith('kafka-'))
  const stack: Omit<StackDouble, 'context' | 'prometheus'> = {
    acts: [],
    processes: Object.fromEntries(stackProcesses.map(name => [name, 'running'])),
    wakes: 0,
    settings: Object.fromEntries(services.map(name => [name, defaults(name)])),
    topics: { orders: { 'retention.ms': '600000' } },
    topicDefaults: {},
    brokers: { default: {}, '1': {}, '2': {}, '3': {} },
    quotas: {},
    offsets: { 'email-service': { orders: { '0': '10' } } },
    partitions: { orders: 6 },
    topicIds: { orders: randomUUID() },
    firing: [],
    shortage: undefined,
    holds: () => false,
    beforeChange: () => {},
  }

  async function change(act: string, work: () => void): Promise<void> {
    await double.beforeChange(act)
    stack.acts.push(act)
    work()
  }

  const double: StackDouble = Object.assign(stack, {
    context: {
      processes: processDouble(stack, change),
      services: serviceDouble(stack, change),
      kafka: kafkaDouble(stack, change),
      ...loadDoubles(change),
    },
    prometheus: {
      query: async (expr: string) => (double.holds(expr) ? [{ labels: {}, value: 1 }] : []),
      range: async () => [{ labels: {}, samples: [[0, 0] as const] }],
      firingAlerts: async () => double.firing,
    },
  })
  return double
}

type State = Omit<StackDouble, 'context' | 'prometheus'>
type Change = (act: string, work: () => void) => Promise<void>

function defaults(name: string): Record<string, unknown> {
  if (name === 'producer') return { ordersPerSecond: 100, auditPerSecond: 5 }
  const groupId = name.startsWith('spare-') ? '' : 'payment-service'
  return { dedupe: true, concurrency: 1, partitionDelayMs: {}, groupId }
}

function processDouble(stack: State, change: Change): ProcessController {
  const become = (action: string, state: ProcessState) => (name: string) =>
    change(`${action} ${name}`, () => {
      stack.processes[name] = state
    })
  const view = (name: string) => ({ name, state: stack.processes[name] ?? 'failed', restarts: 0 })
  return {
    list: async () => Object.keys(stack.processes).map(view),
    get: async name => view(name),
    start: become('start', 'running'),
    stop: become('stop', 'stopped'),
    kill: become('kill', 'stopped'),
    pause: become('pause', 'paused'),
    resume: name =>
      change(`resume ${name}`, () => {
        // One that was killed is not revived by being woken.
        if (stack.processes[name] === 'paused') stack.processes[name] = 'running'
      }),
    resumeUnseen: async () => {
      stack.wakes += 1
    },
  }
}

function serviceDouble(stack: State, change: Change): FaultContext['services'] {
  return {
    names: Object.keys(stack.settings),
    settings: async name => ({ ...stack.settings[name] }),
    patch: (name, set) =>
      change(`patch ${name} ${JSON.stringify(set)}`, () => {
        stack.settings[name] = { ...stack.settings[name], ...set }
      }),
    notReady: async () => undefined,
    burst: ({ records }) => change(`burst ${records}`, () => {}),
  }
}

function loadDoubles(change: Change): Pick<FaultContext, 'loads' | 'pulses' | 'transactions'> {
  const running = new Set<string>()
  const count = (topic: string) => ({ acknowledged: 7, failed: 1, running: running.has(topic) })
  const stop = (topic: string) =>
    change(`stop load ${topic}`, () => void running.delete(topic)).then(() => count(topic))
  return {
    loads: {
      start: ({ topic, senders, seconds }) =>
        change(`load ${topic} ${senders} ${seconds}s`, () => void running.add(topic)),
      stop,
      count,
      forget: () => {},
      stopAll: async () => {},
    },
    pulses: {
      start: ({ process, seconds }) => change(`pulse ${process} ${seconds}s`, () => {}),
      stop: process => change(`stop pulse ${process}`, () => {}),
      stopAll: async () => {},
    },
    transactions: {
      leaveOpen: ({ transactionalId, timeoutSeconds }) =>
        change(`leave open ${transactionalId} ${timeoutSeconds}s`, () => {}),
      fence: id => change(`fence ${id}`, () => {}),
    },
  }
}

function kafkaDouble(stack: State, change: Change): FaultContext['kafka'] {
  const put = <T>(table: Table<T>, owner: string, key: string, value: T | undefined) => {
    const { [key]: _, ...others } = table[owner] ?? {}
    table[owner] = value === undefined ? others : { ...others, [key]: value }
  }
  const partitions = async () =>
    Object.entries(stack.partitions).flatMap(([topic, count]) =>
      Array.from({ length: count }, (_, partition) => ({
        ...{ topic, partition, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] },
      })),
    )
  return {
    topics: {
      partitions,
      electPreferredLeaders: async () => {},
      idOf: async topic => stack.topicIds[topic],
      create: ({ topic, assignments, config }) =>
        change(`create ${topic} ${JSON.stringify(assignments)}`, () => {
          stack.partitions[topic] = assignments.length
          stack.topicIds[topic] = randomUUID()
          stack.topics[topic] = { ...config }
        }),
      remove: topic =>
        change(`remove ${topic}`, () => {
          delete stack.partitions[topic]
          delete stack.topicIds[topic]
          delete stack.topics[topic]
        }),
      addPartitions: (topic, count) =>
        change(`partitions ${topic} ${count}`, () => {
          stack.partitions[topic] = count
        }),
      activeController: async () => 2,
    },
    configs: {
      topicOverrides: async () => structuredClone(stack.topics),
      brokerOverrides: async () => structuredClone(stack.brokers),
      topicValue: async (topic, key) => {
        const { [topic]: overrides } = stack.topics
        return overrides && (overrides[key] ?? stack.topicDefaults[key])
      },
      setTopic: (topic, key, value) =>
        change(`topic ${topic} ${key}=${value}`, () => put(stack.topics, topic, key, value)),
      setBroker: (broker, key, value) =>
        change(`broker ${broker} ${key}=${value}`, () => put(stack.brokers, broker, key, value)),
    },
    quotas: {
      all: async () => structuredClone(stack.quotas),
      set: (entity, key, value) =>
        change(`quota ${entity} ${key}=${value}`, () => put(stack.quotas, entity, key, value)),
    },
    groups: {
      offsets: async () => structuredClone(stack.offsets),
      offsetsOf: async group => structuredClone(stack.offsets[group] ?? {}),
      memberCount: async () => 0,
      bounds: async () => ({ '0': '99' }),
      setOffsets: (group, offsets) =>
        change(`offsets ${group} ${JSON.stringify(offsets)}`, () => {
          stack.offsets[group] = { ...stack.offsets[group], ...offsets }
        }),
    },
    close: async () => {},
  }
}

export function settingOf(stack: StackDouble, service: string, key: string): unknown {
  return stack.settings[service]?.[key]
}

/** A folder of its own for each test. */
export function makeFolder(): string {
  return makeTemporaryFolder('firedrill-chaos-')
}
