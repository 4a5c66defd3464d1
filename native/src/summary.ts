import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import type { Config } from './config.ts'

/** Where everything is, for the end of `up`. */
export function summaryOf({ ports }: Config, token: string | undefined, grafana: boolean): string {
  const url = (port: number) => `http://127.0.0.1:${port}`
  const lines: [string, string][] = [
    ['Console', url(ports.CHAOS_PORT)],
    ['Prometheus', url(ports.PROMETHEUS_PORT)],
    ['Alertmanager', url(ports.ALERTMANAGER_PORT)],
  ]
  if (grafana) lines.push(['Grafana', url(ports.GRAFANA_PORT)])
  lines.push(['Token', token ?? 'none yet'])
  const rows = lines.map(([name, value]) => `  ${name.padEnd(13)} ${styleText('bold', value)}`)
  return ['', 'Firedrill is up.', '', ...rows, ''].join('\n')
}

/** The console's token, once chaos has made it. */
export function readToken(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
