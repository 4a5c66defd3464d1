import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rankOf } from './drills.ts'
import { objectionTo } from './looks-only.ts'
import {
  type Command,
  isProven,
  type Output,
  type Page,
  parsePage,
  printOf,
  runnable,
  withOutputs,
} from './page.ts'
import type { Ran } from './run-command.ts'
import { shapeOutput } from './shape.ts'

export interface CaptureParts {
  /** Where the pages are, one for each alert. */
  readonly folder: string
  /** Replaced by a dot in outputs: where somebody has the project is nobody's business. */
  readonly root: string
  /** Runs shell text in the root of the project, bounded in time. */
  readonly run: (text: string, timeoutMs: number) => Promise<Ran>
  /** Told what is skipped or fails, and why. */
  readonly say: (text: string) => void
  readonly now: () => Date
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
  await requireStack(parts)
  const askOnce = rememberAnswers(parts)
  let written = 0
  for (const alert of alerts) {
    const path = join(parts.folder, `${alert}.md`)
    const page = parsePage(alert, await readFile(path, 'utf8'))
    const outputs = new Map<Command, Output>()
    for (const command of wantedCommands(page, during)) {
      const text = await askOnce(runnable(command), alert)
      if (text === undefined) continue
      const date = parts.now().toISOString().slice(0, 10)
      outputs.set(command, { during, date, text, print: printOf(command) })
    }
    if (outputs.size > 0) await writeFile(path, withOutputs(page, outputs))
    written += outputs.size
  }
  return written
}

async function requireStack({ run, root, limits }: CaptureParts): Promise<void> {
  const { output } = await run('./firedrill status', limits.commandMs)
  if (/does not run|Nobody supervises/.test(output)) {
    throw new Error(`no stack runs from ${root}: ${output.trim()}`)
  }
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
  const { output, exitCode } = await run(text, limits.commandMs)
  const reason = misuse(output, exitCode)
  if (reason !== undefined) return refuse(reason)
  const shown = shapeOutput(output.replaceAll(root, '.'), { isLog: / logs /.test(text) })
  if (exitCode !== undefined) return shown
  const note = `(no answer within ${Math.round(limits.commandMs / 1000)} s)`
  return shown === '(no output)' ? note : `${shown}\n${note}`
}

const complaints =
  /is not a recognized option|Missing required argument|unrecognized arguments|unknown (option|command)|Kafka has no tool|the stack does not run/i

/** A command that was wrong, or met no stack, says nothing about the fault. */
function misuse(output: string, exitCode: number | undefined): string | undefined {
  if (exitCode === 126 || exitCode === 127) return `exit code ${exitCode}: ${output.trim()}`
  return complaints.exec(output)?.[0]
}
