import { join } from 'node:path'
import { type Ran, runCommand } from './run-command.ts'

/** The pages, from the root of the project. */
export const runbookFolder = join('docs', 'runbooks')

/** What it takes to run commands of pages. */
export interface RunParts {
  /** Where the pages are, one for each alert. */
  readonly folder: string
  /** Replaced by a dot in outputs: where somebody has the project is nobody's business. */
  readonly root: string
  /** Runs shell text in the root of the project, bounded in time. */
  readonly run: (text: string, timeoutMs: number) => Promise<Ran>
  readonly now: () => Date
}

/** Running them for real, in a shell. */
export function shellParts(root: string, folder: string, signal: AbortSignal): RunParts {
  return {
    folder,
    root,
    run: (text, timeoutMs) => runCommand(text, { cwd: root, timeoutMs, signal }),
    now: () => new Date(),
  }
}
