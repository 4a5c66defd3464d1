import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Config } from './config.ts'
import { LauncherError } from './errors.ts'

/** Absolute paths of what native mode runs. */
export interface Programs {
  node: string
  java: string
  mvn: string
  postgres: string
  initdb: string
  psql: string
  prometheus: string
  alertmanager: string
  /** Grafana is optional: the console shows the same dashboards. */
  grafana: string | undefined
}

const packages = {
  java: 'default-jre-headless',
  mvn: 'maven',
  postgres: 'postgresql',
  initdb: 'postgresql',
  psql: 'postgresql',
  prometheus: 'prometheus',
  alertmanager: 'prometheus-alertmanager',
}

/**
 * Looks for every program.
 * @throws LauncherError PROGRAM_MISSING naming all that are absent and the command to install them.
 */
export function findPrograms(config: Pick<Config, 'path' | 'root'>): Programs {
  const folders = foldersOf(config)
  const postgresFolders = [...debianPostgresFolders(), ...folders]
  const found = allInstalled({
    java: which(folders, 'java'),
    mvn: which(folders, 'mvn'),
    postgres: which(postgresFolders, 'postgres'),
    initdb: which(postgresFolders, 'initdb'),
    psql: which(postgresFolders, 'psql'),
    prometheus: which(folders, 'prometheus'),
    alertmanager: which(folders, 'alertmanager', 'prometheus-alertmanager'),
  })
  return {
    ...found,
    node: join(config.root, 'node_modules', '.bin', 'node'),
    grafana: which(folders, 'grafana'),
  }
}

/**
 * Looks for PostgreSQL alone.
 * @throws LauncherError PROGRAM_MISSING as `findPrograms` does
 */
export function findPostgres(config: Pick<Config, 'path'>): Pick<Programs, 'postgres' | 'initdb'> {
  const folders = [...debianPostgresFolders(), ...foldersOf(config)]
  return allInstalled({
    postgres: which(folders, 'postgres'),
    initdb: which(folders, 'initdb'),
  })
}

function foldersOf({ path }: Pick<Config, 'path'>): string[] {
  return [...path.split(delimiter), '/usr/local/sbin', '/usr/sbin']
}

function allInstalled<K extends keyof typeof packages>(
  found: Record<K, string | undefined>,
): Record<K, string> {
  const missing = (Object.keys(found) as K[]).filter(name => !found[name])
  if (missing.length === 0) return found as Record<K, string>
  const wanted = [...new Set(missing.map(name => packages[name]))]
  throw new LauncherError(
    'PROGRAM_MISSING',
    `not installed: ${missing.join(', ')}`,
    `on Debian or Ubuntu: apt-get install --no-install-recommends ${wanted.join(' ')}`,
  )
}

/** The first executable of one of the names, or undefined. */
export function which(folders: string[], ...names: string[]): string | undefined {
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable)
}

// Debian keeps the server's programs out of the PATH, one folder for each major version.
function debianPostgresFolders(base = '/usr/lib/postgresql'): string[] {
  try {
    const versions = readdirSync(base).filter(name => /^\d+$/.test(name))
    return versions.sort((a, b) => Number(b) - Number(a)).map(name => join(base, name, 'bin'))
  } catch {
    return []
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
