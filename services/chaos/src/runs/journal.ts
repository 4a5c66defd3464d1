import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalEntry } from './record.ts'

/** The journals of all runs: one file of JSON lines each. */
export interface Journal {
  /** Returns when the lines are on the disk, so that a kill right after loses nothing. */
  append(runId: string, entries: readonly JournalEntry[]): Promise<void>
  /** Every run's entries, oldest run first; a last line cut off by a kill is left out. */
  readAll(): Promise<[runId: string, entries: JournalEntry[]][]>
  remove(runId: string): Promise<void>
}

const extension = '.jsonl'

/** @param directory is created when it is missing */
export function createJournal(directory: string): Journal {
  const fileOf = (runId: string) => join(directory, `${runId}${extension}`)

  return {
    append: async (runId, entries) => {
      await mkdir(directory, { recursive: true })
      // The line break comes first: what a kill cut off must not swallow the next line.
      const text = entries.map(entry => `\n${JSON.stringify(entry)}`).join('')
      const file = await open(fileOf(runId), 'a', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      // The name of a new file is on the disk only when its directory is.
      if (entries[0]?.type === 'created') await syncDirectory(directory)
    },
    readAll: async () => {
      const names = await readdir(directory).catch(() => [])
      const files = names.filter(name => name.endsWith(extension)).sort()
      return Promise.all(
        files.map(async (name): Promise<[string, JournalEntry[]]> => {
          const runId = name.slice(0, -extension.length)
          return [runId, await readEntries(fileOf(runId))]
        }),
      )
    },
    remove: runId => rm(fileOf(runId), { force: true }),
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readEntries(file: string): Promise<JournalEntry[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '')
  return lines.flatMap(line => {
    try {
      return [JSON.parse(line) as JournalEntry]
    } catch {
      return []
    }
  })
}
