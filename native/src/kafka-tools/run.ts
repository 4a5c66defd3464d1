import { join } from 'node:path'
import { execa } from 'execa'
import type { Config } from '../config.ts'
import { containerOf } from '../docker/compose.ts'
import { LauncherError } from '../errors.ts'
import type { Layout } from '../layout.ts'
import { findPrograms } from '../programs.ts'
import type { RunMode } from '../run-mode.ts'
import { bootstrapServers, brokerIds } from '../stack/kafka.ts'
import { type KafkaTool, withBootstrap } from './tools.ts'

/** Runs one of Kafka's tools on the terminal and returns its exit code. */
export async function runTool(
  config: Config,
  layout: Layout,
  { mode }: RunMode,
  tool: KafkaTool,
  args: string[],
): Promise<number> {
  const [command, all] =
    mode === 'native' ? nativeCommand(config, layout, tool, args) : await dockerCommand(tool, args)
  const { exitCode } = await execa(command, all, { stdio: 'inherit', reject: false })
  return exitCode ?? 1
}

function nativeCommand(
  config: Config,
  layout: Layout,
  tool: KafkaTool,
  args: string[],
): [string, string[]] {
  const log4j = `-Dlog4j2.configurationFile=${join(config.root, 'kafka', 'tools-log4j2.yaml')}`
  // Short-lived: the first compiler and a simple collector start soonest.
  const jvm = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', log4j]
  const classPath = ['-cp', join(layout.kafkaLibs, '*'), tool.className]
  const all = [...jvm, ...classPath, ...withBootstrap(tool, args, bootstrapServers(config))]
  return [findPrograms(config).java, all]
}

async function dockerCommand(tool: KafkaTool, args: string[]): Promise<[string, string[]]> {
  const container = await runningBroker()
  const servers = brokerIds.map(id => `kafka-${id}:9092`).join(',')
  // KAFKA_OPTS holds the broker's JMX agent, whose port is taken by the broker itself.
  // On a terminal of Docker's, lines end in \r: what reads a pipe would not match them.
  const isOnTerminal = process.stdin.isTTY && process.stdout.isTTY
  const exec = ['exec', isOnTerminal ? '-it' : '-i', '-e', 'KAFKA_OPTS=', container]
  const script = `/opt/kafka/bin/kafka-${tool.name}.sh`
  return ['docker', [...exec, script, ...withBootstrap(tool, args, servers)]]
}

// A drill may have stopped any of them.
async function runningBroker(): Promise<string> {
  for (const id of brokerIds) {
    const container = containerOf(`kafka-${id}`)
    const format = ['--format', '{{.State.Running}}']
    const { stdout } = await execa('docker', ['inspect', ...format, container], { reject: false })
    if (stdout === 'true') return container
  }
  throw new LauncherError('NOT_RUNNING', 'no broker runs', './firedrill status')
}
