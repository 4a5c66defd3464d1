import { readFile } from 'node:fs/promises'

/** The text of a file, or another one while there is no such file. */
export async function readIfThere(file: string, otherwise: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return otherwise
    throw error
  })
}
