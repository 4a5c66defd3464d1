import type { JournalEntry } from './record.ts'
import type { EndReason, RunEvent, RunState } from './run.ts'

/** An event of now. */
export function event(
  kind: RunEvent['kind'],
  text: string,
  more: Partial<RunEvent> = {},
): RunEvent {
  return { at: new Date().toISOString(), kind, text, ...more }
}

/** The journal line of a change of state. */
export function enter(
  state: RunState,
  text: string,
  more: { endsAt?: string; reason?: EndReason } = {},
): JournalEntry {
  return { type: 'state', state, event: event('state', text, { state }), ...more }
}

/** The journal line of an event that changes nothing else. */
export function tell(
  kind: RunEvent['kind'],
  text: string,
  more: Partial<RunEvent> = {},
): JournalEntry {
  return { type: 'event', event: event(kind, text, more) }
}
