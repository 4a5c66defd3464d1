import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { OperationalError } from '@firedrill/service-kit/errors'
import { connect } from 'amqplib'
import { labErrors } from '../errors.ts'
import { account, rabbitUrl } from './addresses.ts'
import { startChild } from './child.ts'
import { type Server, startAll, untilItAnswers } from './server.ts'

export interface RabbitPorts {
  readonly amqp: number
  readonly metrics: number
  /** Erlang's own: between nodes, and of the daemon that knows them. */
  readonly distribution: number
  readonly epmd: number
}

export interface RabbitOptions {
  /** See `requireRabbit`. */
  readonly script: string
  readonly folder: string
  readonly ports: RabbitPorts
  readonly path: string
}

// Debian's program of this name on the PATH insists on its own user and its own folders.
const debian = '/usr/lib/rabbitmq/bin'

/**
 * The script that runs a node.
 * @throws OperationalError NOT_INSTALLED with the command that installs it
 */
export function requireRabbit(path: string): string {
  const script = findRabbit([debian, ...path.split(delimiter), '/usr/local/sbin', '/usr/sbin'])
  if (script !== undefined) return script
  throw new OperationalError(labErrors.notInstalled, `rabbitmq-server; ${installAdvice}`)
}

const installAdvice = 'on Debian or Ubuntu: apt-get install --no-install-recommends rabbitmq-server'

/** The script in the first of the folders that has it. */
export function findRabbit(folders: readonly string[]): string | undefined {
  return folders.map(folder => join(folder, 'rabbitmq-server')).find(file => existsSync(file))
}

/**
 * Starts a RabbitMQ node of its own beside whatever else of Erlang runs on this machine: own name,
 * folders and ports, all on 127.0.0.1, and an own port mapper (epmd), which would otherwise stay
 * behind as a daemon.
 * @throws OperationalError NOT_STARTED with the end of its log
 */
export async function startRabbit({ script, folder, ports, path }: RabbitOptions): Promise<Server> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'data'), { recursive: true })
  writeFiles(folder, ports)
  const env = environment(folder, ports, path)
  const common = { env, mark: dirname(folder), cwd: folder, stopSignal: 'SIGTERM' } as const
  const mapper = startChild({
    ...common,
    command: 'epmd',
    args: ['-port', String(ports.epmd), '-address', '127.0.0.1'],
    logFile: join(folder, 'epmd.log'),
  })
  const node = startChild({
    ...common,
    command: script,
    args: [],
    logFile: join(folder, 'rabbitmq.log'),
  })
  return startAll([node, mapper], () =>
    untilItAnswers('RabbitMQ', node, async () => {
      await (await connect(rabbitUrl(ports.amqp))).close()
    }),
  )
}

function writeFiles(folder: string, ports: RabbitPorts): void {
  const settings = [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'prometheus.tcp.ip = 127.0.0.1',
    `prometheus.tcp.port = ${ports.metrics}`,
    `default_user = ${account}`,
    `default_pass = ${account}`,
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
  ]
  writeFileSync(join(folder, 'rabbitmq.conf'), `${settings.join('\n')}\n`)
  // Copied: RabbitMQ may write to its own.
  const plugins = join(import.meta.dirname, '..', '..', 'enabled_plugins')
  copyFileSync(plugins, join(folder, 'enabled_plugins'))
  writeFileSync(join(folder, 'env.conf'), '')
}

function environment(folder: string, ports: RabbitPorts, path: string): NodeJS.ProcessEnv {
  return {
    PATH: path,
    LANG: 'C.UTF-8',
    HOME: folder, // Erlang's cookie lies there
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: 'firedrill-lab@localhost',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'env.conf'), // not the one in /etc
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: folder,
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  }
}
