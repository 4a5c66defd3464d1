import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'

/** Where the running stack is; the only reader of .env and the environment in this package. */
export interface Config {
  root: string
  /** Where what is made while the stack runs lies. */
  stateDir: string
  chaosUrl: string
  prometheusUrl: string
  alertmanagerUrl: string
  producerUrl: string
  ledgerUrl: string
  /** Needed for every write; undefined while the chaos service has made none. */
  token: string | undefined
  /** HTTP ports by process name, of our own services. */
  servicePorts: Record<string, number>
  /** The browser that the console is tested with. */
  chromium: string
  /** training or production */
  rulesProfile: string
  /** How often the kill tests are repeated. */
  killRounds: number
}

type Environment = Record<string, string | undefined>

const services = {
  producer: 8101,
  'payment-1': 8111,
  'payment-2': 8112,
  'payment-3': 8113,
  email: 8114,
  analytics: 8115,
  invoices: 8116,
  'spare-1': 8121,
  'spare-2': 8122,
  'spare-3': 8123,
  'spare-4': 8124,
  exporter: 8131,
  chaos: 8080,
}

/** Reads .env below the environment, which wins; both run modes use the same keys. */
export function loadConfig(environment: Environment = process.env): Config {
  const root = resolve(import.meta.dirname, '../..')
  const values: Environment = { ...readEnvFile(join(root, '.env')), ...environment }
  const port = (key: string, fallback: number) => Number(values[key] || fallback)
  const portOf = (name: string, fallback: number) =>
    port(`${name.toUpperCase().replace('-', '_')}_PORT`, fallback)
  const url = (number: number) => `http://127.0.0.1:${number}`
  const stateDir = resolve(root, values.FIREDRILL_STATE_DIR ?? '.firedrill')
  const ledgerPort = port('POSTGRES_PORT', 15_432)
  return {
    root,
    stateDir,
    chaosUrl: url(port('CHAOS_PORT', services.chaos)),
    prometheusUrl: url(port('PROMETHEUS_PORT', 9090)),
    alertmanagerUrl: url(port('ALERTMANAGER_PORT', 9093)),
    producerUrl: url(port('PRODUCER_PORT', services.producer)),
    ledgerUrl: `postgres://firedrill:firedrill@127.0.0.1:${ledgerPort}/firedrill`,
    token: values.CHAOS_TOKEN || readText(join(stateDir, 'data', 'chaos', 'token'))?.trim(),
    servicePorts: Object.fromEntries(
      Object.entries(services).map(([name, fallback]) => [name, portOf(name, fallback)]),
    ),
    chromium: values.CHROMIUM_PATH || '/usr/bin/chromium',
    rulesProfile: values.RULES_PROFILE || 'training',
    killRounds: Number(values.KILL_ROUNDS || 5),
  }
}

function readEnvFile(path: string): Environment {
  return parseEnv(readText(path) ?? '')
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
