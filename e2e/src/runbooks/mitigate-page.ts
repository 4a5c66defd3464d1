import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { misuse } from './misuse.ts'
import { outputOf, shownText } from './output.ts'
import { type Command, type Output, parsePage, runnable, withOutputs } from './page.ts'
import { requireStack } from './require-stack.ts'
import type { Ran } from './run-command.ts'
import type { RunParts } from './run-parts.ts'
import { type ResolvedParts, untilResolved } from './until-resolved.ts'

export interface MitigationParts extends RunParts {
  /** Told of each step before it is taken. */
  readonly say: (text: string) => void
  readonly resolved: ResolvedParts
  /** How long each command may take. */
  readonly commandMs: number
}

/**
 * Runs the mitigation of an alert that fires now, which changes the stack, and waits until the
 * alert is resolved. Only then what each command printed is written into the page, in place of
 * what stood there.
 * @param during a scenario, or in words what was done by hand
 * @returns how many outputs were written
 * @throws Error when the alert does not fire, no stack runs, a command fails, or the alert is not
 *   resolved in time: nothing is written then
 */
export async function mitigatePage(
  parts: MitigationParts,
  during: string,
  alert: string,
): Promise<number> {
  if (!(await parts.resolved.firing()).has(alert)) throw new Error(`does not fire: ${alert}`)
  await requireStack(parts, parts.commandMs)
  const path = join(parts.folder, `${alert}.md`)
  const page = parsePage(alert, await readFile(path, 'utf8'))
  const commands = page.commands.filter(({ section }) => section === 'Mitigation')
  if (commands.length === 0) throw new Error(`its mitigation has no command: ${alert}`)
  const outputs = new Map<Command, Output>()
  for (const command of commands) {
    const text = await runStep(parts, runnable(command))
    outputs.set(command, outputOf(command, text, during, parts.now()))
  }
  parts.say(`waiting until it is resolved, ${parts.resolved.withinSeconds} s at most`)
  await untilResolved(parts.resolved, alert)
  await writeFile(path, withOutputs(page, outputs))
  return outputs.size
}

/** What one command printed, in the shape of a page. */
async function runStep(parts: MitigationParts, text: string): Promise<string> {
  const { run, root, say, commandMs } = parts
  say(text)
  const ran = await run(text, commandMs)
  const shown = shownText(text, ran, { root, timeoutMs: commandMs })
  const reason = failureOf(ran)
  if (reason !== undefined) throw new Error(`${reason}: ${text}\n${shown}`)
  return shown
}

function failureOf(ran: Ran): string | undefined {
  const { output, exitCode } = ran
  if (exitCode === undefined) return 'did not end'
  if (exitCode !== 0) return `exit code ${exitCode}`
  // kafka-consumer-groups refuses so, as for a group with members, and its exit code is 0.
  return misuse(ran) ?? /^Error: .*/m.exec(output)?.[0]
}
