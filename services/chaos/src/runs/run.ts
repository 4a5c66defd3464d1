/** ACTIVE ends as FIXED, as EXPIRED, or straight in REVERTING when somebody stops the run. */
export type RunState =
  | 'PRECHECK'
  | 'INJECTING'
  | 'ACTIVE'
  | 'FIXED'
  | 'EXPIRED'
  | 'REVERTING'
  | 'RECOVERED'
  | 'REVERT_FAILED'

/** One line of a run's history. */
export interface RunEvent {
  readonly at: string
  readonly kind: 'state' | 'fault' | 'alert' | 'fix' | 'action' | 'recovery' | 'note'
  readonly text: string
  /** kind `state` */
  readonly state?: RunState
  /** kind `alert`: its name, whether it fires, when it began, how bad it is */
  readonly alert?: string
  readonly status?: 'firing' | 'resolved'
  readonly startsAt?: string
  readonly severity?: string
  /** kind `fix` */
  readonly fix?: string
}

export interface AppliedFix {
  readonly id: string
  readonly kind: 'right' | 'wrong'
  readonly appliedAt: string
  undoneAt?: string
}

/** What REVERTING could not put back. */
export interface Residue {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** A run as the API shows it; times are ISO. */
export interface Run {
  readonly id: string
  readonly scenario: string
  readonly params: Readonly<Record<string, unknown>>
  readonly ttlSeconds: number
  state: RunState
  readonly createdAt: string
  /** When all faults were in place. */
  injectedAt?: string
  /** When the TTL ends it. */
  endsAt: string
  /** When it reached its last state. */
  endedAt?: string
  /** Whether the recovery predicate came true; null for a control, which has none. */
  recovered: boolean | null
  fixes: AppliedFix[]
  timeline: RunEvent[]
  residue: Residue[]
  /** In one line: how it ended. */
  message?: string
}

/** Why a run left ACTIVE: the outcome that the metrics count, unless the revert failed. */
export type EndReason =
  | 'fixed'
  | 'expired'
  | 'stopped'
  | 'halted'
  | 'guarded'
  | 'interrupted'
  | 'failed'

export function isOver({ state }: Pick<Run, 'state'>): boolean {
  return state === 'RECOVERED' || state === 'REVERT_FAILED'
}
