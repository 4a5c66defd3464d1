import { appendFile } from 'node:fs/promises'
import { readIfThere } from './read-if-there.ts'
import type { ScenarioResult } from './result.ts'

/** Every reported run of every scenario, the failed ones too; the page is made from it. */
export interface RunRecord {
  /** In the order in which they were found. */
  readonly results: readonly ScenarioResult[]
  /** Returns when it is on the disk. */
  add(result: ScenarioResult): Promise<void>
}

/**
 * @param file one line of JSON per run, only ever added to: what failed stays on record
 * @throws an error that names the line if it is not what was written there
 */
export async function openRecord(file: string): Promise<RunRecord> {
  const results = await read(file)
  return {
    results,
    add: async result => {
      results.push(result)
      await appendFile(file, `${JSON.stringify(result)}\n`)
    },
  }
}

async function read(file: string): Promise<ScenarioResult[]> {
  const text = await readIfThere(file, '')
  return text
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line !== '')
    .map(({ line, index }) => {
      try {
        return JSON.parse(line) as ScenarioResult
      } catch (error) {
        throw new Error(`${file}:${index + 1} cannot be read: mend or delete that line`, {
          cause: error,
        })
      }
    })
}

/** The last run of each scenario, in the order of `ids`; what is not among these is left out. */
export function lastOfEach(
  results: readonly ScenarioResult[],
  ids: readonly string[],
): ScenarioResult[] {
  return ids
    .map(id => results.findLast(({ scenario }) => scenario === id))
    .filter(result => result !== undefined)
}
