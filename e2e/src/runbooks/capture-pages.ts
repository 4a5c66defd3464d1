import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rankOf } from './drills.ts'
import { objectionTo } from './looks-only.ts'
import { misuse } from './misuse.ts'
import { outputOf, shownText } from './output.ts'
import {
  type Command,
  isProven,
  type Output,
  type Page,
  parsePage,
  runnable,
  withOutputs,
} from './page.ts'
import { requireStack } from './require-stack.ts'
import type { RunParts } from './run-parts.ts'

export interface CaptureParts extends RunParts {
  /** Told what is skipped or fails, and why. */
  readonly say: (text: string) => void
  readonly limits: { readonly commandMs: number; readonly totalMs: number }
}

export const defaultCaptureLimits = { commandMs: 40_000, totalMs: 420_000 }

/**
 * Runs the diagnosis of alerts that fire now, and writes what each command printed into their
 * pages. A page keeps what was printed during a drill that it names earlier.
 * @param during a scenario, or in words what was done by hand
 * @returns how many outputs were written
 * @throws Error when no stack runs from this folder: filters would make an answer of that
 */
export async function capturePages(
  parts: CaptureParts,
  during: string,
  alerts: readonly string[],
): Promise<number> {
  await requireStack(parts, parts.limits.commandMs)
  const askOnce = rememberAnswers(parts)
  let written = 0
  for (const alert of alerts) {
    const path = join(parts.folder, `${alert}.md`)
    const page = parsePage(alert, await readFile(path, 'utf8'))
    const outputs = new Map<Command, Output>()
    for (const command of wantedCommands(page, during)) {
      const text = await askOnce(runnable(command), alert)
      if (text === undefined) continue
      outputs.set(command, outputOf(command, text, during, parts.now()))
    }
    if (outputs.size > 0) await writeFile(path, withOutputs(page, outputs))
    written += outputs.size
  }
  return written
}

/** Alerts share commands: each is run once. */
function rememberAnswers(parts: CaptureParts) {
  const deadline = parts.now().getTime() + parts.limits.totalMs
  const answers = new Map<string, Promise<string | undefined>>()
  return (text: string, alert: string): Promise<string | undefined> => {
    const answer = answers.get(text) ?? ask(parts, alert, text, deadline)
    answers.set(text, answer)
    return answer
  }
}

function wantedCommands(page: Page, during: string): Command[] {
  return page.commands.filter(command => {
    if (command.section !== 'Diagnosis') return false
    if (command.output === undefined || !isProven(command)) return true
    return rankOf(page, during) <= rankOf(page, command.output.during)
  })
}

/** What a command printed, in the shape of a page; undefined when that must not stand on one. */
async function ask(
  { run, say, root, now, limits }: CaptureParts,
  alert: string,
  text: string,
  deadline: number,
): Promise<string | undefined> {
  const refuse = (reason: string) => void say(`${alert}: ${text}: ${reason}`)
  const objection = objectionTo(text)
  if (objection !== undefined) return refuse(objection)
  // With less time than that, a slow answer would look like none.
  if (now().getTime() + limits.commandMs > deadline) return refuse('left out, the time is over')
  const ran = await run(text, limits.commandMs)
  const reason = misuse(ran)
  if (reason !== undefined) return refuse(reason)
  return shownText(text, ran, { root, timeoutMs: limits.commandMs })
}
