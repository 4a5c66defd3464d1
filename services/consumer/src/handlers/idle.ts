import type { Handler } from './handler.ts'

/** Finishes every record without doing anything: the least that a group member can be. */
export function createIdleHandler(): Handler {
  return {
    usesLedger: false,
    handle: async records => records.map(() => 'processed'),
  }
}
