import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'
import { tail } from './log-tail.ts'

interface Options {
  /** One process, or all. */
  name: string | undefined
  lines: number
  follow: boolean
  write: (line: string) => void
}

/** Prints the end of one log or of all, each line with its process, and goes on if asked to. */
export async function showLogs(layout: Layout, options: Options): Promise<void> {
  const files = logFiles(layout, options.name)
  const width = Math.max(...files.map(file => basename(file, '.log').length))
  const prefix = (file: string) => `${basename(file, '.log').padEnd(width)} | `
  const offsets = new Map<string, number>()
  for (const file of files) {
    offsets.set(file, statSync(file).size)
    const text = tail(file, options.lines)
    if (text) for (const line of text.split('\n')) options.write(prefix(file) + line)
  }
  while (options.follow) {
    for (const file of files) {
      const from = offsets.get(file) ?? 0
      offsets.set(file, await printNew(file, from, line => options.write(prefix(file) + line)))
    }
    await wait(500)
  }
}

function logFiles(layout: Layout, name: string | undefined): string[] {
  const all = existsSync(layout.logs)
    ? readdirSync(layout.logs).filter(file => file.endsWith('.log'))
    : []
  const wanted = name === undefined ? all : all.filter(file => file === `${name}.log`)
  if (wanted.length > 0) return wanted.map(file => join(layout.logs, file))
  const known = all.map(file => basename(file, '.log')).join(', ') || 'none'
  throw new LauncherError(
    'UNKNOWN_PROCESS',
    `no log of ${name ?? 'any process'}; there is: ${known}`,
  )
}

/** Returns where the next round begins. A file that shrank was trimmed: it begins anew. */
async function printNew(
  file: string,
  offset: number,
  write: (line: string) => void,
): Promise<number> {
  const { size } = statSync(file)
  const start = size < offset ? 0 : offset
  if (size === start) return size
  const lines = createInterface({ input: createReadStream(file, { start, end: size - 1 }) })
  for await (const line of lines) write(line)
  return size
}
