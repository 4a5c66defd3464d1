import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readIfThere } from '../read-if-there.ts'
import type { Attempt } from './attempt.ts'
import type { ScenarioResult } from './result.ts'

/** What a verification has found so far, on the disk, so that an interrupted one can go on. */
export interface VerifyState {
  /** In the order in which they were found. */
  readonly results: readonly ScenarioResult[]
  /** The last result of an attempt that has been made already. */
  find(attempt: Attempt, round: number): ScenarioResult | undefined
  /** Returns when it is on the disk. */
  add(result: ScenarioResult): Promise<void>
}

/** @param resume go on with what the file holds; otherwise begin anew */
export async function openState(file: string, resume: boolean): Promise<VerifyState> {
  const results: ScenarioResult[] = resume ? await read(file) : []
  return {
    results,
    find: ({ scenario, rightFix }, round) =>
      results.findLast(
        each => each.scenario === scenario.id && each.rightFix === rightFix && each.round === round,
      ),
    add: async result => {
      results.push(result)
      await mkdir(dirname(file), { recursive: true })
      // Renamed, so that a kill in between leaves the file as it was.
      await writeFile(`${file}.next`, `${JSON.stringify(results, null, 2)}\n`)
      await rename(`${file}.next`, file)
    },
  }
}

/** For runs with parameters of their own, which say nothing about the scenario as it is. */
export const noState: VerifyState = {
  results: [],
  find: () => undefined,
  add: async () => {},
}

/** @throws an error that names the file if it is not what was written there */
async function read(file: string): Promise<ScenarioResult[]> {
  const text = await readIfThere(file, '[]')
  try {
    return JSON.parse(text) as ScenarioResult[]
  } catch (error) {
    throw new Error(`${file} cannot be read: delete it, or leave out --resume`, { cause: error })
  }
}
