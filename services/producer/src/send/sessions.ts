import { isIdempotent } from '../batching.ts'
import type { ProducerSettings } from '../settings.ts'
import type { Session } from './session.ts'

/** The producers in use: one that most topics share, and one of each topic with an override. */
export interface Sessions extends Pick<Session, 'send' | 'connected' | 'renew' | 'close'> {
  /** Renews and closes producers of single topics as their overrides demand. */
  retune(): Promise<void>
  /** Lets no producer ask for a topic any more. */
  leave(topic: string): void
}

interface Lane {
  readonly session: Session
  idempotent: boolean
}

/**
 * Opens the shared producer at once and the others when they are first needed. A topic with
 * batching of its own may send a request per record: a broker works on one request of a
 * connection at a time, so on a shared one all topics would wait for it.
 * @param open makes a session, for one topic alone where one is named
 */
export function openSessions(
  settings: () => ProducerSettings,
  open: (ownTopic: string | undefined) => Session,
): Sessions {
  const shared = open(undefined)
  const lanes = new Map<string, Lane>()
  const all = () => [shared, ...[...lanes.values()].map(({ session }) => session)]

  function sessionOf(topic: string): Session {
    if (settings().topicOverrides[topic] === undefined) return shared
    const known = lanes.get(topic)
    if (known !== undefined) return known.session
    const session = open(topic)
    lanes.set(topic, { session, idempotent: isIdempotent(settings(), topic) })
    return session
  }

  function retire(topic: string): void {
    lanes.get(topic)?.session.retire()
    lanes.delete(topic)
  }

  async function retune(): Promise<void> {
    const overridden = settings().topicOverrides
    for (const topic of lanes.keys()) if (overridden[topic] === undefined) retire(topic)
    for (const [topic, lane] of lanes) {
      const idempotent = isIdempotent(settings(), topic)
      if (idempotent === lane.idempotent) continue
      lane.idempotent = idempotent
      await lane.session.renew()
    }
  }

  return {
    retune,
    send: batch => sessionOf(batch.topic).send(batch),
    connected: shared.connected,
    async renew() {
      await retune()
      await Promise.all(all().map(session => session.renew()))
    },
    leave(topic) {
      if (lanes.has(topic)) retire(topic)
      // Whoever waits for connected() sees whether it worked.
      else shared.renew().catch(() => undefined)
    },
    async close() {
      await Promise.all(all().map(session => session.close()))
    },
  }
}
