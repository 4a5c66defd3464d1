import {
  commonEnvironment,
  kafkaEnvironment,
  parseEnvironment,
} from '@firedrill/service-kit/config'
import { commonErrors, OperationalError } from '@firedrill/service-kit/errors'
import { type Static, type TObject, Type } from 'typebox'

const httpUrl = '^https?://[^/]+$'

const environment = {
  ...commonEnvironment,
  ...kafkaEnvironment,
  PROMETHEUS_URL: Type.String({ pattern: httpUrl }),
  ALERTMANAGER_URL: Type.String({ pattern: httpUrl }),
  // Where a browser finds Grafana, when one runs beside.
  GRAFANA_URL: Type.Optional(Type.String({ pattern: httpUrl })),
  SCRAPE_INTERVAL: Type.String({ default: '15s', pattern: '^[1-9]\\d{0,3}s$' }),
  PROCESS_CONTROLLER: Type.Union([Type.Literal('docker'), Type.Literal('native')]),
  DOCKER_API_URL: Type.String({ default: 'http://socket-proxy:2375', pattern: httpUrl }),
  CONTROL_SOCKET: Type.Optional(Type.String()),
  // name=url,name=url: every service whose settings may be changed
  SERVICE_URLS: Type.String({
    pattern: '^[a-z0-9-]+=https?://[^,=]+(,[a-z0-9-]+=https?://[^,=]+)*$',
  }),
  ALLOWED_HOSTS: Type.String({ default: '' }),
  CHAOS_TOKEN: Type.Optional(Type.String({ minLength: 16 })),
  REVERT_DEADLINE_SECONDS: Type.Number({ default: 180, minimum: 1, maximum: 3600 }),
}

export type Config = Static<TObject<typeof environment>>

/**
 * Reads the environment of the chaos service.
 * @throws OperationalError INVALID_CONFIG that names every wrong variable at once
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const config = parseEnvironment(environment, env)
  if (config.PROCESS_CONTROLLER === 'native' && config.CONTROL_SOCKET === undefined) {
    const detail = 'CONTROL_SOCKET is required with PROCESS_CONTROLLER=native'
    throw new OperationalError(commonErrors.invalidConfig, detail, {
      fields: [{ field: 'CONTROL_SOCKET', message: 'is required' }],
    })
  }
  return config
}

/** SERVICE_URLS as a map from process name to base URL. */
export function parseServiceUrls(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1).replace(/\/$/, '')]
    }),
  )
}
