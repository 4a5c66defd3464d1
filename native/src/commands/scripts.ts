import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { findToken } from '../chaos/connect.ts'
import { type Config, configAsEnvironment } from '../config.ts'
import type { Layout } from '../layout.ts'
import { runningConfig } from '../run-mode.ts'
import { bootstrapServers } from '../stack/kafka.ts'

/** Runs a TypeScript program of the repository against the running stack; returns its exit code. */
export async function runBeside(
  config: Config,
  layout: Layout,
  program: string,
  args: string[],
): Promise<number> {
  const actual = await runningConfig(config, layout)
  const token = await findToken(config, layout)
  return await onTerminal(
    config,
    join(config.root, 'node_modules', '.bin', 'node'),
    [program, ...args],
    {
      ...configAsEnvironment(actual),
      KAFKA_BROKERS: config.foreignBrokers ?? bootstrapServers(actual),
      FIREDRILL_STATE_DIR: config.stateDir,
      ...(token ? { CHAOS_TOKEN: token } : {}),
    },
  )
}

const checks = ['check', 'test:unit', 'test:rules']

/** Runs every check of the repository, also after one has failed; returns 1 if any has. */
export async function runChecks(config: Config): Promise<number> {
  const { scripts } = JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8'))
  const failed: string[] = []
  for (const name of checks.filter(script => script in scripts)) {
    console.log(`\n── ${name} ──`)
    if ((await onTerminal(config, 'npm', ['run', '--silent', name], {})) !== 0) failed.push(name)
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}

/** Runs a program with this process's terminal; returns its exit code. */
export async function onTerminal(
  { root }: Config,
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<number> {
  const result = await execa(command, args, { cwd: root, env, stdio: 'inherit', reject: false })
  return result.exitCode ?? 1
}
