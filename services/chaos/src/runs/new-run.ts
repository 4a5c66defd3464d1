import { randomBytes } from 'node:crypto'
import { event } from './entries.ts'
import type { AcceptedRequest } from './request.ts'
import type { Run } from './run.ts'

/** A run at its first state. Its id sorts by time, to the second. */
export function createRun({ scenario, params, ttlSeconds }: AcceptedRequest): Run {
  const now = new Date()
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  return {
    id: `${stamp}-${randomBytes(3).toString('hex')}`,
    scenario: scenario.id,
    params,
    ttlSeconds,
    state: 'PRECHECK',
    createdAt: now.toISOString(),
    endsAt: new Date(now.getTime() + ttlSeconds * 1000).toISOString(),
    recovered: scenario.recovered === null ? null : false,
    fixes: [],
    timeline: [event('state', 'Recording how everything is now', { state: 'PRECHECK' })],
    residue: [],
  }
}
