import { appendFile } from 'node:fs/promises'
import { readIfThere } from './read-if-there.ts'

/** Results in a file that is only ever added to: what failed stays on record. */
export interface JsonLines<T> {
  /** In the order in which they were found. */
  readonly results: readonly T[]
  /** Returns when it is on the disk. */
  add(result: T): Promise<void>
}

/**
 * Opens such a file, one line of JSON per result; it need not be there yet.
 * @throws an error that names the line if it is not what was written there
 */
export async function openJsonLines<T>(file: string): Promise<JsonLines<T>> {
  const results = await read<T>(file)
  return {
    results,
    add: async result => {
      results.push(result)
      await appendFile(file, `${JSON.stringify(result)}\n`)
    },
  }
}

async function read<T>(file: string): Promise<T[]> {
  const text = await readIfThere(file, '')
  return text
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line !== '')
    .map(({ line, index }) => {
      try {
        return JSON.parse(line) as T
      } catch (error) {
        throw new Error(`${file}:${index + 1} cannot be read: mend or delete that line`, {
          cause: error,
        })
      }
    })
}
