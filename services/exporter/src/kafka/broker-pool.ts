import type { API, ConnectionOptions } from '@platformatic/kafka'
import { type AnyApi, type BrokerSession, openSession } from './broker-session.ts'
import { createBrokerTime } from './broker-time.ts'
import type { Address } from './connection-options.ts'
import { refusalBehind } from './refusal.ts'

/** How the collectors of one round talk to brokers. */
export interface Brokers {
  supports(address: Address, api: AnyApi): Promise<boolean>
  request<A extends unknown[], R>(address: Address, api: API<A, R>, ...args: A): Promise<R>
}

/** Connections to all brokers, kept between rounds. */
export interface BrokerPool {
  /**
   * The brokers for one round: after the deadline every request is refused, and a broker that
   * failed to answer once is not asked again, so that a frozen one costs one timeout. One that
   * answers slowly gets its share of the round and no more.
   */
  forRound(deadlineAt: number): Brokers
  close(): Promise<void>
}

// A saturated broker was measured to answer within 3 s; a frozen one never does.
const timeouts = { connectTimeout: 3000, requestTimeout: 5000 }
// Of a round of 10 s: whatever one broker does, there is time to ask the others.
const shareOfBrokerMs = 6000

interface Opening {
  readonly promise: Promise<BrokerSession>
  /** Set when the promise is fulfilled. */
  open?: BrokerSession
}

/**
 * Makes the pool; nothing is connected before the first request.
 * @param connection TLS and SASL, and timeouts where the usual ones do not fit
 */
export function createBrokerPool(clientId: string, connection: ConnectionOptions): BrokerPool {
  const options = { ...timeouts, ...connection }
  const sessions = new Map<string, Opening>()

  function session(address: Address): Promise<BrokerSession> {
    const key = keyOf(address)
    const known = sessions.get(key)
    if (known && (known.open === undefined || known.open.isOpen())) return known.promise
    const opening: Opening = { promise: openSession(address, clientId, options) }
    sessions.set(key, opening)
    opening.promise.then(
      open => {
        opening.open = open
      },
      () => sessions.delete(key),
    )
    return opening.promise
  }

  async function close(): Promise<void> {
    for (const { promise } of sessions.values()) {
      await promise.then(open => open.close()).catch(() => undefined)
    }
    sessions.clear()
  }

  return { forRound: deadlineAt => forRound(session, deadlineAt), close }
}

function forRound(
  session: (address: Address) => Promise<BrokerSession>,
  deadlineAt: number,
): Brokers {
  const failed = new Map<string, unknown>()
  const time = createBrokerTime(shareOfBrokerMs)

  async function ask<T>(address: Address, work: (open: BrokerSession) => Promise<T>): Promise<T> {
    const key = keyOf(address)
    if (failed.has(key)) throw failed.get(key)
    if (Date.now() > deadlineAt) throw new Error(`no time left in this round to ask ${key}`)
    try {
      return await time.wait(key, async () => work(await session(address)))
    } catch (error) {
      const failure =
        refusalBehind(key, error) ?? new Error(`${key} did not answer`, { cause: error })
      failed.set(key, failure)
      throw failure
    }
  }

  return {
    supports: (address, api) => ask(address, async open => open.supports(api)),
    request: (address, api, ...args) => ask(address, open => open.request(api, ...args)),
  }
}

function keyOf(address: Address): string {
  return `${address.host}:${address.port}`
}
