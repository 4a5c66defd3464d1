import { join } from 'node:path'
import { type Config, scrapeInterval } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import type { PortSetting } from '../settings.ts'
import { bootstrapServers } from './kafka.ts'
import { ledgerUrl } from './postgres.ts'
import type { ProcessSpec } from './process-spec.ts'

interface Service {
  name: string
  folder: 'producer' | 'consumer' | 'exporter' | 'chaos'
  port: PortSetting
  env: Record<string, string>
  /** Rather little memory than speed. */
  lean?: boolean
}

const consumers: Service[] = [
  ...([1, 2, 3] as const).map(n =>
    consumer(`payment-${n}`, `PAYMENT_${n}_PORT`, 'payment', 'payment-service', 'orders'),
  ),
  consumer('email', 'EMAIL_PORT', 'email', 'email-service', 'orders'),
  consumer('analytics', 'ANALYTICS_PORT', 'analytics', 'analytics', 'orders,audit'),
  consumer('invoices', 'INVOICES_PORT', 'invoice', 'invoice-service', 'invoices'),
  // Idle until a setting gives them a group.
  ...([1, 2, 3, 4] as const).map(n =>
    consumer(`spare-${n}`, `SPARE_${n}_PORT`, 'payment', '', 'orders'),
  ),
]

const producer: Service = { name: 'producer', folder: 'producer', port: 'PRODUCER_PORT', env: {} }

/** Names and settings of the consumers' ports, for the scrape targets. */
export const consumerPorts = consumers.map(({ name, port }) => ({ name, port }))

// Measured on the producer at 100 orders/s: 142 MB without, 110 MB with them, and no more CPU. The
// young generation grows to what a burst needs and is never given back; so do glibc's arenas.
// Freed buffers of 128 KiB and more go back at once: 6 MB less on a consumer that has drained.
const memoryLimits = {
  NODE_OPTIONS: '--max-semi-space-size=2',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

// Measured on chaos: 121 MB without, 115 MB with it. Only for services that are not about speed: V8
// inlines less and collects sooner. Not among NODE_OPTIONS, which do not take it.
const leanFlags = ['--optimize-for-size']

/** The TypeScript processes, chaos last. */
export function serviceProcesses(
  config: Config,
  layout: Layout,
  programs: Programs,
): ProcessSpec[] {
  const exporter: Service = {
    name: 'exporter',
    folder: 'exporter',
    port: 'EXPORTER_PORT',
    lean: true,
    env: { DISK_BUDGET_BYTES: config.diskBudgetBytes },
  }
  const services = [producer, ...consumers, exporter]
  const chaos: Service = {
    name: 'chaos',
    folder: 'chaos',
    port: 'CHAOS_PORT',
    lean: true,
    env: {
      PROMETHEUS_URL: `http://127.0.0.1:${config.ports.PROMETHEUS_PORT}`,
      ALERTMANAGER_URL: `http://127.0.0.1:${config.ports.ALERTMANAGER_PORT}`,
      SCRAPE_INTERVAL: scrapeInterval(config),
      ...(programs.grafana ? { GRAFANA_URL: `http://127.0.0.1:${config.ports.GRAFANA_PORT}` } : {}),
      PROCESS_CONTROLLER: 'native',
      CONTROL_SOCKET: layout.controlSocket,
      SERVICE_URLS: services
        .map(({ name, port }) => `${name}=http://127.0.0.1:${config.ports[port]}`)
        .join(','),
      ...(config.chaosToken ? { CHAOS_TOKEN: config.chaosToken } : {}),
    },
  }
  return [...services, chaos].map(service => serviceProcess(service, config, layout, programs))
}

function serviceProcess(
  service: Service,
  config: Config,
  layout: Layout,
  programs: Programs,
): ProcessSpec {
  const port = config.ports[service.port]
  return {
    name: service.name,
    command: programs.node,
    args: [
      ...(service.lean ? leanFlags : []),
      join(config.root, 'services', service.folder, 'src', 'main.ts'),
    ],
    env: {
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: layout.compileCache,
      ...memoryLimits,
      SERVICE_NAME: service.name,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      DATA_DIR: layout.data(service.name),
      LOG_LEVEL: config.logLevel,
      CLUSTER_NAME: config.clusterName,
      KAFKA_BROKERS: bootstrapServers(config),
      LEDGER_URL: ledgerUrl(config),
      ...service.env,
    },
    cwd: config.root,
    ports: [{ setting: service.port, port }],
    health: { kind: 'http', url: `http://127.0.0.1:${port}/health/ready` },
    restart: 'always',
    stopSignal: 'SIGTERM',
    stopGraceSeconds: 10,
    // Chaos first, lest it takes the end of the stack for a fault; the producer with the consumers.
    stopStage: service.name === 'chaos' ? 0 : 1,
  }
}

function consumer(
  name: string,
  port: PortSetting,
  handler: string,
  groupId: string,
  topics: string,
): Service {
  const env = { GROUP_ID: groupId, HANDLER: handler, TOPICS: topics }
  return { name, folder: 'consumer', port, env }
}
