import { isIP } from 'node:net'
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
  // The name is sent so that a proxy before the brokers can tell them apart; an address is no name.
  const tlsServerName = isIP(address.host) === 0
  const connection = new Connection(clientId, { tlsServerName, ...options })
  // Requests in flight learn only that the connection was closed, and this event says why. Without
  // a listener it would end the process.
  let lastError: Error | undefined
  connection.on('error', error => {
    lastError = error
  })
  const apiKeys = await handshake(connection, address).catch(async error => {
    await connection.close()
    throw lastError ?? error
  })
  let answered = false
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
      try {
        const answer = await api.async(connection, ...args).catch(partialAnswer<R>)
        answered = true
        return answer
      } catch (error) {
        // A listener that wants a login answers the handshake without one, and no more.
        throw answered ? error : hungUp(error)
      }
    },
    close: async () => {
      await connection.close()
    },
  }
}

async function handshake(connection: Connection, { host, port }: Address) {
  await connection.connect(host, port)
  try {
    return (await apiVersionsV3.api.async(connection, ...clientSoftware)).apiKeys
  } catch (error) {
    throw hungUp(error)
  }
}

/** A broker that dislikes how it is spoken to says so in its own log only. */
function hungUp(error: unknown): unknown {
  const closed = error instanceof Error && error.message === 'Connection closed'
  return closed ? new Error('the broker hung up before the first answer', { cause: error }) : error
}

/** The protocol client rejects on the first item with an error, and keeps the whole answer. */
function partialAnswer<R>(error: unknown): R {
  if (error instanceof Error && 'response' in error && error.response) return error.response as R
  throw error
}
