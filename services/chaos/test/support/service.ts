import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../src/app.ts'
import { createJournal } from '../../src/runs/journal.ts'
import { openLock } from '../../src/runs/lock.ts'
import { createRunManager, type RunManager } from '../../src/runs/manager.ts'
import { createRunMetrics } from '../../src/runs/metrics.ts'
import type { RunParts } from '../../src/runs/parts.ts'
import type { Run } from '../../src/runs/run.ts'
import { openRunStore } from '../../src/runs/store.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { aspects } from '../../src/snapshot/index.ts'
import { makeFolder, type StackDouble } from './stack-double.ts'

export const token = 'a-token-for-the-tests'

/** The service on a stack in memory, with real journals, and its HTTP interface. */
export interface TestService {
  readonly folder: string
  readonly parts: RunParts
  readonly manager: RunManager
  readonly app: FastifyInstance
  call(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: object,
  ): Promise<Reply>
  /** Waits for a state of a run. */
  reach(runId: string, ...states: Run['state'][]): Promise<Run>
}

interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  body: any
}

interface Options {
  readonly folder?: string
  readonly revertDeadlineSeconds?: number
  /** Where the pages' queries go. */
  readonly prometheusUrl?: string
  readonly grafanaUrl?: string
}

export async function createTestService(
  t: TestContext,
  stack: StackDouble,
  options: Options = {},
): Promise<TestService> {
  const { folder: given, revertDeadlineSeconds = 5, grafanaUrl } = options
  const { prometheusUrl = 'http://127.0.0.1:1' } = options
  const folder = given ?? makeFolder()
  const logger = createLogger({ name: 'chaos', level: 'silent', pretty: false })
  const registry = createRegistry()
  const { context, prometheus } = stack
  const parts: RunParts = {
    store: await openRunStore(createJournal(join(folder, 'runs'))),
    lock: await openLock(join(folder, 'lock.json')),
    scenarios,
    aspects,
    context,
    prometheus,
    metrics: createRunMetrics(
      registry,
      scenarios.map(({ id }) => id),
    ),
    machine: { shortage: async () => stack.shortage },
    logger,
    revertDeadlineSeconds,
    pollMs: 10,
  }
  const manager = createRunManager(parts)
  const app = await createApp({
    http: { logger, registry, readiness: createReadiness([]) },
    guard: { token, allowedHosts: ['chaos:8080'] },
    runs: parts,
    manager,
    console: {
      site: { grafanaUrl, scrapeIntervalSeconds: 2 },
      prometheusUrl,
      folders: {
        pages: source('../../console'),
        dashboards: source('../../../../grafana/dashboards'),
        runbooks: source('../../../../docs/runbooks'),
      },
    },
  })
  t.after(async () => {
    await manager.close(2)
    await app.close()
  })
  return { folder, parts, manager, app, call, reach }

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
    headers = {},
  ) {
    const reply = await app.inject({
      method,
      url,
      headers: { host: 'localhost:8080', authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    const isJson = `${reply.headers['content-type']}`.includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.payload }
  }

  async function reach(runId: string, ...states: Run['state'][]): Promise<Run> {
    return until(`${runId} is ${states.join(' or ')}`, () => {
      const run = parts.store.get(runId)?.run
      return run !== undefined && states.includes(run.state) ? run : undefined
    })
  }
}

function source(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/** Looks again and again until there is something; fails after 15 s. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  seconds = 15,
): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; ) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error(`Not in ${seconds} s: ${what}`)
}
