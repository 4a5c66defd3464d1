import { basename } from 'node:path'
import { execa, type Options } from 'execa'
import { LauncherError } from '../errors.ts'

/**
 * Runs a program to its end; every line it says goes to `report`.
 * @throws LauncherError STEP_FAILED with its last lines.
 */
export async function runProgram(
  command: string,
  args: string[],
  options: Options & { report?: (line: string) => void } = {},
): Promise<string> {
  const { report, ...execaOptions } = options
  const running = execa(command, args, {
    stdin: 'ignore',
    all: true,
    reject: false,
    ...execaOptions,
  })
  if (report) {
    for await (const line of running.iterable({ from: 'all' })) report(String(line).trim())
  }
  const result = await running
  const output = String(result.all ?? '')
  if (!result.failed) return output
  const tail = output.split('\n').slice(-15).join('\n')
  const message = `${basename(command)} failed with code ${result.exitCode ?? result.signal}`
  throw new LauncherError('STEP_FAILED', message, undefined, tail)
}
