import { type API, apiVersionsV3, Connection, type ConnectionOptions } from '@platformatic/kafka'
import type { Address } from './connection-options.ts'

/** One connection to one broker, and the API versions that this broker speaks. */
export interface BrokerSession {
  isOpen(): boolean
  supports(api: AnyApi): boolean
  /**
   * Sends one request. An answer that holds errors of single items is an answer: each item
   * carries its own `errorCode`.
   * @throws when the broker did not answer, or with a request that it does not know
   */
  request<A extends unknown[], R>(api: API<A, R>, ...args: A): Promise<R>
  close(): Promise<void>
}

/** What identifies an API and its version on the wire. */
export type AnyApi = Pick<API<never, unknown>, 'key' | 'version'>

const clientSoftware = ['firedrill-exporter', '0.1.0'] as const

/** Connects and asks for the API versions: a broker hangs up on one that it does not know. */
export async function openSession(
  address: Address,
  clientId: string,
  options: ConnectionOptions,
): Promise<BrokerSession> {
  const connection = new Connection(clientId, options)
  // Requests in flight get the error themselves; without a listener it would end the process.
  connection.on('error', () => undefined)
  const apiKeys = await handshake(connection, address).catch(async error => {
    await connection.close()
    throw error
  })
  const ranges = new Map(apiKeys.map(range => [range.apiKey, range]))

  function supports(api: AnyApi): boolean {
    const range = ranges.get(api.key)
    return range !== undefined && range.minVersion <= api.version && api.version <= range.maxVersion
  }

  return {
    isOpen: () => connection.isConnected(),
    supports,
    async request<A extends unknown[], R>(api: API<A, R>, ...args: A): Promise<R> {
      if (!supports(api)) {
        throw new Error(`${address.host}:${address.port} lacks API ${api.key} v${api.version}`)
      }
      return await api.async(connection, ...args).catch(partialAnswer<R>)
    },
    close: async () => {
      await connection.close()
    },
  }
}

async function handshake(connection: Connection, { host, port }: Address) {
  await connection.connect(host, port)
  return (await apiVersionsV3.api.async(connection, ...clientSoftware)).apiKeys
}

/** The protocol client rejects on the first item with an error, and keeps the whole answer. */
function partialAnswer<R>(error: unknown): R {
  if (error instanceof Error && 'response' in error && error.response) return error.response as R
  throw error
}
