import type { ChaosClient } from '../stack/chaos-client.ts'
import type { Run, Scenario } from '../stack/chaos-types.ts'
import type { PrometheusClient } from '../stack/prometheus-client.ts'
import type { Limits } from './limits.ts'
import type { Observer } from './observer.ts'
import type { FixResult } from './result.ts'
import type { WhileFiring } from './while-firing.ts'

export interface Attempt {
  scenario: Scenario
  /** Which right fix is tried. */
  rightFix: string | undefined
  /** Wrong fixes need to be tried once only. */
  withWrongFixes: boolean
  /** What the run is started with; undefined for the scenario's defaults. */
  params?: object | undefined
}

export interface Tools {
  chaos: ChaosClient
  prometheus: PrometheusClient
  observer: Observer
  limits: Limits
  /** Orders a second that the producer is set to offer. */
  orderRate: () => Promise<number>
  /** Says what is being done now. */
  step: (text: string) => void
  whileFiring?: WhileFiring | undefined
}

/** What happened so far; filled in place, so that a failure half way still has its report. */
export interface Findings {
  run: Run | undefined
  /** Of orders, before the fault. */
  ordersPerSecond: number | undefined
  /** What the evidence of the fault amounted to before any fix. */
  evidence: number | undefined
  fixes: FixResult[]
  fixedAt: number | undefined
  revertedAt: number | undefined
  problems: string[]
}

/** Before anything happened. */
export function nothingFound(): Findings {
  return {
    run: undefined,
    ordersPerSecond: undefined,
    evidence: undefined,
    fixes: [],
    fixedAt: undefined,
    revertedAt: undefined,
    problems: [],
  }
}
