import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { chaosErrors } from '../errors.ts'
import { carriesToken } from '../token.ts'

export interface GuardOptions {
  readonly token: string
  /** Host headers accepted beside those of this machine, e.g. `chaos:8080`. */
  readonly allowedHosts: readonly string[]
}

/** Paths that are written to without a token: Alertmanager has none, and they change no process. */
const openPaths = new Set(['/alerts/webhook'])

/** Below it a POST only reads: a query may be too long for an address. */
const readOnlyPaths = '/prometheus/'

/**
 * Refuses, before anything is read: a foreign Host (a name that was bound to this address to get
 * around the browser), a foreign Origin (a page elsewhere), and a write without the token.
 */
export function addGuard(app: FastifyInstance, { token, allowedHosts }: GuardOptions): void {
  const hosts = new Set(allowedHosts.map(host => host.toLowerCase()))
  app.addHook('onRequest', async request => {
    const host = (request.headers.host ?? '').toLowerCase()
    if (!isLocal(host) && !hosts.has(host)) refuse(`Host ${JSON.stringify(host)} is not ours`)
    const { origin } = request.headers
    if (origin !== undefined && hostOf(origin) !== host) {
      refuse(`Origin ${JSON.stringify(origin)} is foreign`)
    }
    if (isWrite(request) && !carriesToken(request.headers.authorization, token)) {
      throw new OperationalError(chaosErrors.unauthorized, 'it is missing or wrong')
    }
  })
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host)
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function isWrite({ method, url }: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return false
  const path = url.split('?')[0] ?? ''
  return !openPaths.has(path) && !path.startsWith(readOnlyPaths)
}

function refuse(detail: string): never {
  throw new OperationalError(chaosErrors.forbidden, detail)
}
