import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readDotenv } from '../src/dotenv.ts'

export const root = join(import.meta.dirname, '..', '..')
export const settings = readDotenv(join(root, '.env'))

export interface ComposeService {
  container_name: string
  image: string
  command?: string | string[]
  environment?: Record<string, string | number | null>
  ports?: string[]
  profiles?: string[]
  networks: string[]
  restart: string
  stop_signal: string
  healthcheck?: { test: string[] }
  mem_limit?: string
  init?: boolean
  user?: string
  cap_drop: string[]
}

/** The services of compose.yaml by name; merge keys and the settings of .env are resolved. */
export function readCompose(): Record<string, ComposeService> {
  const text = readFileSync(join(root, 'compose.yaml'), 'utf8')
  const filled = text.replace(/(?<!\$)\$\{(\w+)\}/g, (whole, key: string) => {
    const value = settings[key]
    if (value === undefined) throw new Error(`compose.yaml uses ${whole}, which .env lacks`)
    return value
  })
  return parse(filled, { merge: true }).services
}

/** A command line as a list, however compose.yaml spells it. */
export function words(command: string | string[] | undefined): string[] {
  return typeof command === 'string' ? command.trim().split(/\s+/) : (command ?? [])
}
