/** For whom a record is worked on, and until when. */
export interface WorkContext {
  /** The group that the record was fetched for; the setting may name another one by now. */
  readonly group: string
  /** Aborts when waiting makes no more sense. */
  readonly signal: AbortSignal
}
