import { execa } from 'execa'
import { LauncherError } from '../errors.ts'
import type { Programs } from '../programs.ts'

// Kafka 4 brokers need Java 17; the ledger's SQL needs PostgreSQL 13; the rule files of the
// monitoring were proven with Prometheus 2.42 and Alertmanager 0.25.
const needed = [
  { program: 'java', args: ['-version'], pattern: /version "(\d+)(?:\.(\d+))?/, least: [17, 0] },
  { program: 'postgres', args: ['--version'], pattern: /(\d+)(?:\.(\d+))?/, least: [13, 0] },
  { program: 'prometheus', args: ['--version'], pattern: /version (\d+)\.(\d+)/, least: [2, 42] },
  { program: 'alertmanager', args: ['--version'], pattern: /version (\d+)\.(\d+)/, least: [0, 25] },
] as const

/** @throws LauncherError PROGRAM_MISSING naming every program that is too old. */
export async function assertVersions(programs: Programs): Promise<void> {
  const problems = await Promise.all(needed.map(one => problemOf(programs[one.program], one)))
  const found = problems.filter(problem => problem !== undefined)
  if (found.length > 0) throw new LauncherError('PROGRAM_MISSING', found.join(', '))
}

async function problemOf(
  command: string,
  { args, pattern, least }: (typeof needed)[number],
): Promise<string | undefined> {
  const { all = '' } = await execa(command, args, { all: true, reject: false })
  const [, major, minor] = pattern.exec(all) ?? []
  const version = [Number(major), Number(minor ?? 0)] as const
  const suffices = version[0] > least[0] || (version[0] === least[0] && version[1] >= least[1])
  return suffices
    ? undefined
    : `${command} is version ${version.join('.')}, needed is ${least.join('.')}`
}
