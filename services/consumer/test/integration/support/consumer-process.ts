import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brokers } from '../../../../../packages/service-kit/test/support/stack.ts'
import { eventually } from './poll.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

export interface ConsumerOptions {
  readonly name: string
  readonly group: string
  readonly topics: string
  readonly handler?: string
  readonly deadLetterTopic: string
  readonly ledgerUrl: string
  readonly brokers?: string
  /** In force from the first start, in place of the defaults. */
  readonly settings?: object
}

/** A consumer service as its own process, which may be killed, restarted and asked over HTTP. */
export class ConsumerProcess {
  readonly #options: ConsumerOptions
  readonly #dataDir: string
  #child: ChildProcess | undefined
  #log = ''

  constructor(options: ConsumerOptions, dataDir: string) {
    this.#options = options
    this.#dataDir = dataDir
  }

  static async create(options: ConsumerOptions): Promise<ConsumerProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'fd-consumer-'))
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify(options.settings ?? {}))
    return new ConsumerProcess(options, dataDir)
  }

  /** Starts it, again after an end; what it has on disk is kept. Resolves when HTTP answers. */
  async start(): Promise<void> {
    const { name, group, topics, handler = 'payment', deadLetterTopic, ledgerUrl } = this.#options
    this.#log = ''
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        SERVICE_NAME: name,
        HTTP_PORT: '0',
        DATA_DIR: this.#dataDir,
        KAFKA_BROKERS: this.#options.brokers ?? brokers,
        LEDGER_URL: ledgerUrl,
        GROUP_ID: group,
        TOPICS: topics,
        HANDLER: handler,
        DEAD_LETTER_TOPIC: deadLetterTopic,
      },
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#log += chunk
      })
    }
    await eventually(`${name} listens`, () => this.#url() !== undefined)
  }

  /** Everything it wrote since its last start. */
  get log(): string {
    return this.#log
  }

  get pid(): number {
    return this.#child?.pid as number
  }

  async ready(withinMs = 30_000): Promise<void> {
    await eventually(
      `${this.#options.name} is ready`,
      async () => (await this.get('/health/ready')).status === 200,
      withinMs,
    )
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#url()}${path}`)
  }

  async send(method: 'PATCH' | 'POST', path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return fetch(`${this.#url()}${path}`, { method, headers, body: JSON.stringify(body) })
  }

  /** The value of one series of /metrics, by its whole left side; undefined if it is absent. */
  async metric(series: string): Promise<number | undefined> {
    const text = await (await this.get('/metrics')).text()
    const line = text.split('\n').find(candidate => candidate.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length + 1))
  }

  /** Resolves with the signal or exit code once the process has ended. */
  async ended(withinMs = 20_000): Promise<string | number | null> {
    const child = this.#child as ChildProcess
    if (child.exitCode === null && child.signalCode === null) {
      await once(child, 'exit', { signal: AbortSignal.timeout(withinMs) })
    }
    return child.signalCode ?? child.exitCode
  }

  async end(signal: NodeJS.Signals): Promise<string | number | null> {
    this.#child?.kill(signal)
    return this.ended()
  }

  async remove(): Promise<void> {
    if (this.#child !== undefined) {
      // Whoever leaves its group lets it be deleted.
      this.#child.kill('SIGTERM')
      await this.ended(3000).catch(() => this.end('SIGKILL'))
    }
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  #url(): string | undefined {
    return /Server listening at (http:[^"\s]+)/.exec(this.#log)?.[1]
  }
}
