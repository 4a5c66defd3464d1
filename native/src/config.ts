import { join, resolve } from 'node:path'
import { readDotenv } from './dotenv.ts'
import { LauncherError } from './errors.ts'
import {
  logLevels,
  type PortSetting,
  type Ports,
  portDefaults,
  type RulesProfile,
  rulesProfiles,
} from './settings.ts'

/** What the launcher knows of its surroundings; the only reader of .env and the environment. */
export interface Config {
  /** The project's root folder. */
  root: string
  /** Where data, logs and run files of native mode live. */
  stateDir: string
  ports: Ports
  rulesProfile: RulesProfile
  clusterName: string
  logLevel: string
  /** What the logs of one broker may take. */
  diskBudgetBytes: string
  /** Set by the user when the console's token must be known beforehand. */
  chaosToken: string | undefined
  /** Brokers that the user names for `bench`, instead of the stack's. */
  foreignBrokers: string | undefined
  /** Directories to look for programs in. */
  path: string
  home: string
}

type Environment = Record<string, string | undefined>

/**
 * Reads .env below the environment, which wins.
 * @throws LauncherError BAD_SETTING listing every wrong value at once.
 */
export function loadConfig(root: string, environment: Environment = process.env): Config {
  const values: Environment = { ...readDotenv(join(root, '.env')), ...withoutEmpty(environment) }
  const problems: string[] = []
  const config: Config = {
    root,
    stateDir: resolve(root, values.FIREDRILL_STATE_DIR ?? '.firedrill'),
    ports: readPorts(values, problems),
    rulesProfile: oneOf(values, 'RULES_PROFILE', rulesProfiles, 'training', problems),
    logLevel: oneOf(values, 'LOG_LEVEL', logLevels, 'info', problems),
    clusterName: values.CLUSTER_NAME ?? 'firedrill',
    diskBudgetBytes: values.DISK_BUDGET_BYTES ?? String(2 * 1024 ** 3),
    chaosToken: values.CHAOS_TOKEN,
    foreignBrokers: values.KAFKA_BROKERS,
    path: values.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    home: values.HOME ?? '/',
  }
  if (problems.length > 0) {
    throw new LauncherError('BAD_SETTING', 'wrong settings', 'see .env', problems.join('\n'))
  }
  return config
}

/** The settings as environment, for programs that are started beside the stack (verify, bench). */
export function configAsEnvironment(config: Config): Record<string, string> {
  const ports = Object.entries(config.ports).map(([key, port]) => [key, String(port)])
  return {
    ...Object.fromEntries(ports),
    RULES_PROFILE: config.rulesProfile,
    SCRAPE_INTERVAL: scrapeInterval(config),
    CLUSTER_NAME: config.clusterName,
  }
}

/** How often Prometheus scrapes with these rules: Grafana's rates must not look closer. */
export function scrapeInterval({ rulesProfile }: Pick<Config, 'rulesProfile'>): string {
  return rulesProfile === 'training' ? '2s' : '15s'
}

function readPorts(values: Environment, problems: string[]): Ports {
  const ports: Partial<Ports> = {}
  const users = new Map<number, string>()
  for (const key of Object.keys(portDefaults) as PortSetting[]) {
    const text = values[key] ?? String(portDefaults[key])
    const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(port >= 1 && port <= 65_535)) {
      problems.push(`${key}=${text} is not a port (1 to 65535)`)
    } else if (users.has(port)) {
      problems.push(`${key}=${text} is the port of ${users.get(port)} too`)
    }
    users.set(port, key)
    ports[key] = port
  }
  return ports as Ports
}

function oneOf<T extends string>(
  values: Environment,
  key: string,
  allowed: readonly T[],
  fallback: T,
  problems: string[],
): T {
  const value = values[key]
  if (value === undefined) return fallback
  const found = allowed.find(one => one === value)
  if (!found) problems.push(`${key}=${value} is none of ${allowed.join(', ')}`)
  return found ?? fallback
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}
