import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Page, parsePage } from './page.ts'

/** Every runbook of a folder, by its alert. */
export function readPages(folder: string): Page[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.md'))
    .sort()
    .map(file => parsePage(basename(file, '.md'), readFileSync(join(folder, file), 'utf8')))
}
