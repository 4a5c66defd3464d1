import type { Ran } from './run-command.ts'

const complaints =
  /is not a recognized option|Missing required argument|unrecognized arguments|unknown (option|command)|Kafka has no tool|the stack does not run/i

/** Why a command says nothing about the fault: it was wrong, or met no stack. */
export function misuse({ output, exitCode }: Ran): string | undefined {
  if (exitCode === 126 || exitCode === 127) return `exit code ${exitCode}: ${output.trim()}`
  return complaints.exec(output)?.[0]
}
