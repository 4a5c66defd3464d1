import { type FieldError, OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import { requestJson } from './request-json.ts'

export type ServiceSettings = Record<string, unknown>

export interface Burst {
  readonly topic: string
  readonly records: number
  readonly partition?: number
  /** Whose records, where the topic is not one that the producer writes to. */
  readonly kind?: 'orders' | 'invoices' | 'audit'
  readonly malformed?: boolean
}

/** The HTTP interfaces of our own services, by process name. */
export interface ServiceClients {
  readonly names: readonly string[]
  /** @throws OperationalError UNREACHABLE */
  settings(name: string): Promise<ServiceSettings>
  /** Changes settings at once. @throws OperationalError UNREACHABLE, or REFUSED with the fields */
  patch(name: string, change: ServiceSettings): Promise<void>
  /** What the service still waits for; undefined when it is ready. */
  notReady(name: string): Promise<string | undefined>
  /** Asks the producer for extra records. */
  burst(burst: Burst): Promise<void>
}

// A member whose work blocks it answers between two pages.
const timeoutMs = 25_000

/** @param urls base URL of each service by its process name */
export function createServiceClients(urls: ReadonlyMap<string, string>): ServiceClients {
  const base = (name: string): string => {
    const url = urls.get(name)
    if (url !== undefined) return url
    throw new OperationalError(chaosErrors.unknownProcess, `${name} is not in SERVICE_URLS`)
  }

  async function ask(name: string, method: 'GET' | 'PATCH' | 'POST', path: string, body?: unknown) {
    const reply = await requestJson({
      url: `${base(name)}${path}`,
      method,
      body,
      timeoutMs,
    })
    if (reply.status < 300) return reply.body
    const { message = `HTTP ${reply.status}`, fields = [] } = (reply.body ?? {}) as Refusal
    throw new OperationalError(chaosErrors.refused, `${name} ${path}: ${message}`, { fields })
  }

  return {
    names: [...urls.keys()],
    settings: async name => (await ask(name, 'GET', '/settings')) as ServiceSettings,
    patch: async (name, change) => {
      await ask(name, 'PATCH', '/settings', change)
    },
    notReady: async name => {
      try {
        const { status, body } = await requestJson({ url: `${base(name)}/health/ready` })
        return status === 200 ? undefined : describeWaiting(body)
      } catch (error) {
        return (error as Error).message
      }
    },
    burst: async burst => {
      await ask('producer', 'POST', '/bursts', burst)
    },
  }
}

interface Refusal {
  message?: string
  fields?: FieldError[]
}

function describeWaiting(body: unknown): string {
  const { waitingFor = {} } = (body ?? {}) as { waitingFor?: Record<string, string> }
  const reasons = Object.entries(waitingFor).map(([what, why]) => `${what} ${why}`)
  return reasons.join(', ') || 'not ready'
}
