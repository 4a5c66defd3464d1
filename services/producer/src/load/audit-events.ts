import { randomBytes, randomUUID } from 'node:crypto'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { accountId, anyOf, randomBelow } from './accounts.ts'
import type { RecordSource } from './record-source.ts'

interface AuditParts {
  readonly topic: string
  readonly settings: () => ProducerSettings
  readonly partitions: Partitions
}

const noiseBytes = 256 * 1024

/**
 * Makes audit records of `auditBytes`: JSON {event_id, type: 'audit', account_id, occurred_at,
 * detail}. The detail is noise, so that compression does not hide the growth of the topic.
 */
export function createAuditEvents({ topic, settings, partitions }: AuditParts): RecordSource {
  const noise = randomBytes(noiseBytes).toString('base64')
  return ({ accounts, partition }) => {
    const { accounts: accountCount, auditBytes } = settings()
    const account = accounts === undefined ? accountId(randomBelow(accountCount)) : anyOf(accounts)
    const createdAtMs = Date.now()
    const fields = {
      event_id: `AUD_${randomUUID()}`,
      type: 'audit',
      account_id: account,
      occurred_at: new Date(createdAtMs).toISOString(),
    }
    const bare = JSON.stringify({ ...fields, detail: '' })
    const fill = Math.max(0, auditBytes - bare.length - account.length)
    const value = `${bare.slice(0, -2)}${excerpt(noise, fill)}"}`
    return {
      topic,
      partition: partition ?? partitions.choose(topic, account),
      key: account,
      value,
      bytes: value.length + account.length,
      timestamp: String(createdAtMs),
    }
  }
}

/** So many characters of the text, from anywhere in it, over again where it is too short. */
function excerpt(text: string, length: number): string {
  if (length >= text.length) return text.repeat(Math.ceil(length / text.length)).slice(0, length)
  const from = randomBelow(text.length - length)
  return text.slice(from, from + length)
}
