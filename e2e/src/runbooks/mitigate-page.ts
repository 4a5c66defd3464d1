import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isWait } from './command-lines.ts'
import { followRun, type RunReader } from './drill-run.ts'
import { misuse } from './misuse.ts'
import { outputOf, shownText } from './output.ts'
import { type Command, isScenario, type Output, parsePage, runnable } from './page.ts'
import { requireStack } from './require-stack.ts'
import type { Ran } from './run-command.ts'
import type { RunParts } from './run-parts.ts'
import { type ResolvedParts, untilResolved } from './until-resolved.ts'
import { writeOutputs } from './write-outputs.ts'

export interface MitigationParts extends RunParts {
  /** Told of each step before it is taken. */
  readonly say: (text: string) => void
  readonly resolved: ResolvedParts
  /** Asked for the run when a drill made the alert fire. */
  readonly chaos: RunReader
  /** How long each command may take. */
  readonly commandMs: number
}

/**
 * Runs the mitigation of an alert that fires now, which changes the stack, and waits until the
 * alert is resolved. Only then what each command printed is written into the page, in place of
 * what stood there.
 * @param during a scenario, or in words what was done by hand
 * @returns how many outputs were written
 * @throws Error when the alert does not fire, no stack runs, the drill has no active run, a command
 *   fails, the alert is not resolved in time or the end of the run may have resolved it, or a
 *   command was edited meanwhile: nothing is written then
 */
export async function mitigatePage(
  parts: MitigationParts,
  during: string,
  alert: string,
): Promise<number> {
  if (!(await parts.resolved.alerts()).firing.has(alert)) throw new Error(`does not fire: ${alert}`)
  await requireStack(parts, parts.commandMs)
  const path = join(parts.folder, `${alert}.md`)
  const page = parsePage(alert, await readFile(path, 'utf8'))
  const commands = page.commands.filter(({ section }) => section === 'Mitigation')
  if (commands.length === 0) throw new Error(`its mitigation has no command: ${alert}`)
  const askForEnd = isScenario(during) ? await followRun(parts.chaos, during) : undefined
  const outputs = new Map<Command, Output>()
  for (const command of commands) {
    const text = await runStep(parts, runnable(command))
    outputs.set(command, outputOf(command, text, during, parts.now()))
  }
  parts.say(`waiting until it is resolved, ${parts.resolved.withinSeconds} s at most`)
  await untilResolved(parts.resolved, alert, askForEnd)
  await writeOutputs(path, alert, outputs)
  return outputs.size
}

/** What one command printed, in the shape of a page. */
async function runStep(parts: MitigationParts, text: string): Promise<string> {
  const { run, root, say, commandMs } = parts
  say(text)
  const ran = await run(text, commandMs)
  const shown = shownText(text, ran, { root, timeoutMs: commandMs })
  const reason = failureOf(text, ran)
  if (reason !== undefined) throw new Error(`${reason}: ${text}\n${shown}`)
  return shown
}

function failureOf(text: string, ran: Ran): string | undefined {
  const { output, exitCode } = ran
  if (exitCode === undefined) return 'did not end'
  if (exitCode !== 0) return `exit code ${exitCode}`
  // kafka-consumer-groups refuses so, as for a group with members, and its exit code is 0. In a
  // wait such lines are of attempts that failed as expected: the last one had the exit code 0.
  return misuse(ran) ?? (isWait(text) ? undefined : /^Error\b.*/m.exec(output)?.[0])
}
