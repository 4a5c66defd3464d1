import type { RunParts } from './run-parts.ts'

/**
 * Makes sure that commands meet a stack.
 * @throws Error when none runs from this folder: filters would make an answer of that
 */
export async function requireStack(
  { run, root }: Pick<RunParts, 'run' | 'root'>,
  timeoutMs: number,
): Promise<void> {
  const { output } = await run('./firedrill status', timeoutMs)
  if (/does not run|Nobody supervises/.test(output)) {
    throw new Error(`no stack runs from ${root}: ${output.trim()}`)
  }
}
