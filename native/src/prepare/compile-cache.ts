import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { ProcessSpec } from '../stack/process-spec.ts'

// Nobody listens there: a service that warms up must not touch the stack.
const nowhere = '127.0.0.1:1'
const warmUpMs = 20_000

interface Options {
  root: string
  /** Node's compile cache, shared by all services. */
  cache: string
  /** One process of each service. */
  specs: readonly ProcessSpec[]
}

/**
 * Lets each service start once, reach nobody and end, so that its compiled sources are in Node's
 * cache before the stack starts. Without it each of the 14 processes strips the types itself, and
 * keeps 15 MB more for as long as it lives. A service that fails here is left to the real start.
 * @returns whether there was anything to do
 */
export async function warmCompileCache({ root, cache, specs }: Options): Promise<boolean> {
  const stamp = join(cache, 'sources.sha256')
  const hash = hashOf(root, specs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false
  mkdirSync(cache, { recursive: true })
  await Promise.all(specs.map(startOnce))
  writeFileSync(stamp, hash)
  return true
}

async function startOnce({ command, args, env, cwd }: ProcessSpec): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'firedrill-warm-up-'))
  const away = {
    HTTP_PORT: '0',
    DATA_DIR: data,
    LOG_LEVEL: 'info',
    KAFKA_BROKERS: nowhere,
    LEDGER_URL: `postgres://${nowhere}/none`,
  }
  const options = { cwd, env: { ...env, ...away }, stdin: 'ignore', reject: false } as const
  const service = execa(command, args, { ...options, timeout: warmUpMs, forceKillAfterDelay: 5000 })
  for await (const line of service) {
    // It listens, so all of it is loaded; the cache is written as it ends.
    if (line.includes('listening')) service.kill('SIGTERM')
  }
  await service
  rmSync(data, { recursive: true, force: true })
}

/**
 * Changes with every edit of a source (path, size and time of each, and the lock file) and with the
 * flags of node: V8 keeps a cache for each set of them.
 */
function hashOf(root: string, specs: readonly ProcessSpec[]): string {
  const sources = ['package-lock.json', '{packages,services}/*/src/**/*.ts']
  const hash = createHash('sha256')
  for (const { args, env } of specs) hash.update(`${args.join(' ')} ${env.NODE_OPTIONS}\n`)
  for (const path of globSync(sources, { cwd: root }).sort()) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
