import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const maxBytes = 64 * 1024

/** The last lines of a file; nothing when there is none. Reads its end only. */
export function tail(path: string, lines: number): string {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      const buffer = Buffer.alloc(Math.min(size, maxBytes))
      readSync(file, buffer, 0, buffer.length, size - buffer.length)
      return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n')
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}
