import { readFile, writeFile } from 'node:fs/promises'
import { type Command, type Output, parsePage, printOf, runnable, withOutputs } from './page.ts'

/**
 * Writes outputs into a page as it stands by now: commands ran for minutes, in which somebody may
 * have edited it. Each goes below the command that printed it.
 * @throws Error when one of the commands is gone: nothing is written then
 */
export async function writeOutputs(
  path: string,
  alert: string,
  outputs: ReadonlyMap<Command, Output>,
): Promise<void> {
  const page = parsePage(alert, await readFile(path, 'utf8'))
  const left = [...page.commands]
  const placed = new Map<Command, Output>()
  for (const [command, output] of outputs) {
    const at = left.findIndex(each => isSame(each, command))
    const [now] = at < 0 ? [] : left.splice(at, 1)
    if (now === undefined) {
      throw new Error(`edited while it ran, run it again: ${runnable(command)}`)
    }
    placed.set(now, output)
  }
  await writeFile(path, withOutputs(page, placed))
}

function isSame(one: Command, other: Command): boolean {
  return one.section === other.section && printOf(one) === printOf(other)
}
