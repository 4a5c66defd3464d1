import type { ConnectionOptions } from '@platformatic/kafka'
import { type Logger, pino } from 'pino'
import { createExporter } from '../../../src/app.ts'
import { createBrokerPool } from '../../../src/kafka/broker-pool.ts'
import { parseBrokers } from '../../../src/kafka/connection-options.ts'

/** A scrape: what a series' value is, and which series there are. */
export interface Scrape {
  /** Undefined when there is no such series. */
  value(name: string, labels?: Record<string, string>): number | undefined
  /** Label texts of a family's series that contain the text. */
  seriesOf(name: string, containing: string): string[]
}

interface Options {
  /** TLS and SASL. */
  readonly connection?: ConnectionOptions
  readonly logger?: Logger
}

/** Runs the exporter with quick rounds; scrapes go through its HTTP routes, without a port. */
export function startExporter(
  brokers: string,
  { connection = {}, logger = pino({ level: 'silent' }) }: Options = {},
) {
  const pool = createBrokerPool('fd-test-exporter', connection)
  const exporter = createExporter({
    logger,
    settings: {
      current: { pollIntervalMs: 250 },
      patch: () => Promise.reject(new Error('not in this test')),
      subscribe: () => undefined,
    },
    pool,
    bootstrap: parseBrokers(brokers),
  })
  const rounds = exporter.start()
  return {
    http: exporter.http,
    async scrape(): Promise<Scrape> {
      const { body } = await exporter.http.inject('/metrics')
      return parse(body)
    },
    async stop(): Promise<void> {
      for (const each of rounds) await each.stop()
      await pool.close()
      await exporter.http.close()
    },
  }
}

function parse(text: string): Scrape {
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf(' ')
    if (line !== '' && !line.startsWith('#')) {
      samples.set(line.slice(0, end), Number(line.slice(end + 1)))
    }
  }
  return {
    value(name, labels = {}) {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
      return samples.get(pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`)
    },
    seriesOf: (name, containing) =>
      [...samples.keys()].filter(key => key.startsWith(`${name}{`) && key.includes(containing)),
  }
}
