/** What the chaos service's API answers; e2e reads it as any client would. */
export interface Scenario {
  id: string
  kind: 'drill' | 'control'
  title: string
  ttlSeconds: number
  expect: {
    fires: ExpectedAlert[]
    mayFire: { alert: string; reason: string }[]
  }
  /** Null for a control. */
  evidence: Evidence | null
  fixes: { right: RightFix[]; wrong: WrongFix[] }
}

/** What shows that the fault is in: PromQL that returns a series, over $since, a duration. */
export interface Evidence {
  text: string
  expr: string
}

/** An alert that must fire, counted from the fault, and when it resolves again. */
export interface ExpectedAlert {
  alert: string
  withinSeconds: number
  resolvesAfter: 'fix' | 'revert'
}

export interface RightFix {
  id: string
  title: string
}

export interface WrongFix extends RightFix {
  holdSeconds: number
  /** Expected alerts that it may end though the fault stays. */
  silences: string[]
}

export const runStates = [
  'PRECHECK',
  'INJECTING',
  'ACTIVE',
  'FIXED',
  'EXPIRED',
  'REVERTING',
  'RECOVERED',
  'REVERT_FAILED',
] as const

export interface Run {
  id: string
  scenario: string
  params: Record<string, unknown>
  state: (typeof runStates)[number]
  createdAt: string
  injectedAt?: string
  endsAt: string
  recovered: boolean | null
  timeline: RunEvent[]
  residue: { path: string; before: unknown; after: unknown }[]
  message?: string
}

export interface RunEvent {
  at: string
  kind: string
  text: string
  /** Of kind `state`: the state that was reached. */
  state?: Run['state']
}

/** Whether nothing happens any more in this run. */
export function isOver({ state }: Pick<Run, 'state'>): boolean {
  return state === 'RECOVERED' || state === 'REVERT_FAILED'
}
