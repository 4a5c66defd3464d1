import { isWait } from './command-lines.ts'
import { type Command, type Output, printOf } from './page.ts'
import type { Ran } from './run-command.ts'
import type { RunParts } from './run-parts.ts'
import { shapeOutput } from './shape.ts'

interface Running extends Pick<RunParts, 'root'> {
  /** How long the command was given. */
  readonly timeoutMs: number
}

/** What a command printed, in the shape of a page; that it did not end is said below. */
export function shownText(command: string, ran: Ran, { root, timeoutMs }: Running): string {
  // What is repeated is like a log: its end tells.
  const isLog = / logs /.test(command) || isWait(command)
  const shown = shapeOutput(ran.output.replaceAll(root, '.'), { isLog })
  if (ran.exitCode !== undefined) return shown
  const note = `(no answer within ${Math.round(timeoutMs / 1000)} s)`
  return shown === '(no output)' ? note : `${shown}\n${note}`
}

/**
 * The same as it stands on a page.
 * @param during a scenario, or words
 */
export function outputOf(command: Command, text: string, during: string, now: Date): Output {
  return { during, date: now.toISOString().slice(0, 10), text, print: printOf(command) }
}
