import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadConfig } from '../src/config.ts'
import { layoutOf } from '../src/layout.ts'
import type { Programs } from '../src/programs.ts'
import { type PortSetting, portDefaults } from '../src/settings.ts'
import { brokerIds, brokerProperties, clusterId } from '../src/stack/kafka.ts'
import { buildStack } from '../src/stack.ts'
import { type ComposeService, readCompose, root, settings, words } from './compose-file.ts'

// Both modes as data: nothing is started.
const config = loadConfig(root, {})
const layout = layoutOf(config)
const programs = new Proxy({} as Programs, { get: (_, name) => `/bin/${String(name)}` })
const native = new Map(buildStack(config, layout, programs).map(spec => [spec.name, spec]))
const compose = readCompose()

// What only one mode can have, and why.
const dockerOnly = [
  'DOCKER_API_URL', // processes are containers
  'ALLOWED_HOSTS', // the name and, when it is changed, the port differ from the listener's
  'CHAOS_TOKEN', // native mode passes it on only when it is set
]
const nativeOnly = ['CONTROL_SOCKET'] // processes belong to the launcher
const places = /^(GF_PATHS_|GF_SERVER_)/ // the image's own folders and address

const services = [...native.values()].filter(({ env }) => env.SERVICE_NAME)

function composeOf(name: string): ComposeService {
  const service = compose[name]
  assert.ok(service, `compose.yaml has no ${name}`)
  return service
}

function nativeOf(name: string) {
  const spec = native.get(name)
  assert.ok(spec, `native mode has no ${name}`)
  return spec
}

function environmentOf(name: string): Record<string, string | undefined> {
  const entries = Object.entries(composeOf(name).environment ?? {})
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value ?? '')]))
}

describe('native mode and compose.yaml', () => {
  it('run the same processes; only Docker needs a way to its own API, and has the tools', () => {
    const isShared = (name: string) => name !== 'socket-proxy' && !compose[name]?.profiles
    const names = Object.keys(compose).filter(isShared)
    assert.deepEqual(new Set(names), new Set(native.keys()))
  })

  it('give a process the same environment keys', () => {
    for (const { name, env } of native.values()) {
      if (name === 'postgres' || name.startsWith('kafka-')) continue
      const without = (keys: string[], some: string[]) =>
        new Set(keys.filter(key => !some.includes(key) && !places.test(key)))
      const docker = without(Object.keys(environmentOf(name)), dockerOnly)
      assert.deepEqual(docker, without(Object.keys(env), nativeOnly), name)
    }
  })

  it('give our services equal values where these are no addresses or folders', () => {
    const same = ['SERVICE_NAME', 'NODE_ENV', 'LOG_LEVEL', 'CLUSTER_NAME']
    const ofConsumers = ['GROUP_ID', 'HANDLER', 'TOPICS']
    const ofExporter = ['DISK_BUDGET_BYTES']
    for (const { name, env } of services) {
      const docker = environmentOf(name)
      for (const key of [...same, ...ofConsumers, ...ofExporter])
        assert.equal(docker[key], env[key], name)
    }
  })

  it('tell chaos of the same services', () => {
    const names = (urls = '') => urls.split(',').map(pair => pair.split('=')[0])
    const docker = environmentOf('chaos').SERVICE_URLS
    assert.deepEqual(names(docker), names(nativeOf('chaos').env.SERVICE_URLS))
    for (const pair of (docker ?? '').split(',')) {
      const [name = '', url = ''] = pair.split('=')
      assert.equal(url, `http://${name}:${environmentOf(name).HTTP_PORT}`)
    }
  })

  it('open the same ports of this machine, on 127.0.0.1 only', () => {
    for (const { name, ports } of native.values()) {
      const wanted = ports.filter(({ setting }) => !setting.includes('CONTROLLER'))
      const published = (composeOf(name).ports ?? []).map(port => port.split(':'))
      assert.deepEqual(
        published.map(([host, port]) => `${host}:${port}`),
        wanted.map(({ port }) => `127.0.0.1:${port}`),
        name,
      )
    }
  })

  it('read every port from .env, whose defaults are the launcher’s', () => {
    for (const key of Object.keys(portDefaults) as PortSetting[]) {
      assert.equal(Number(settings[key]), portDefaults[key], key)
    }
  })

  it('start the brokers with one cluster id, the same JVM flags and the same properties', () => {
    for (const id of brokerIds) {
      const { CLUSTER_ID, KAFKA_HEAP_OPTS, KAFKA_JVM_PERFORMANCE_OPTS, KAFKA_OPTS, ...rest } =
        environmentOf(`kafka-${id}`)
      assert.equal(CLUSTER_ID, clusterId)
      const flags = nativeOf(`kafka-${id}`).args.filter(flag => /^-(X|Djava)/.test(flag))
      assert.deepEqual(words(`${KAFKA_HEAP_OPTS} ${KAFKA_JVM_PERFORMANCE_OPTS}`), flags)
      assert.match(KAFKA_OPTS ?? '', /^-javaagent:\S+=7071:\S+\/jmx-exporter\.yml$/)
      const properties = Object.keys(rest).map(key =>
        key.slice(6).toLowerCase().replaceAll('_', '.'),
      )
      const wanted = Object.keys(brokerProperties(config, layout, id))
      assert.deepEqual(new Set(properties), new Set(wanted))
    }
  })

  it('give PostgreSQL, Prometheus and Alertmanager the same options', () => {
    const places =
      /^(-D|-c|\/.*|postgres|(listen_addresses|port|unix_socket).*|--config.*|--web.*)$/
    const path = /^--storage\.(tsdb\.)?path=/
    const options = (list: string[]) => list.filter(one => !places.test(one) && !path.test(one))
    for (const name of ['postgres', 'prometheus', 'alertmanager']) {
      assert.deepEqual(options(words(composeOf(name).command)), options(nativeOf(name).args), name)
    }
  })

  it('stop a process with the same signal', () => {
    for (const { name, stopSignal } of native.values()) {
      assert.equal(composeOf(name).stop_signal, stopSignal, name)
    }
  })
})
