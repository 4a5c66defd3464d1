import type { PrometheusClient } from '../clients/prometheus.ts'
import type { Condition } from '../scenarios/recovery.ts'
import { nothingWasSkipped } from './evidence.ts'

/** The moments of a run that a condition may refer to, in Unix milliseconds. */
export interface Moments {
  readonly createdAt: number
  readonly injectedAt: number
}

/** Follows the recovery predicate of a run. */
export interface Recovery {
  /** Looks once; true when every condition has held for its time. */
  evaluate(now: number): Promise<boolean>
  /** Whether the predicate has been false since the fault: before, true would mean nothing. */
  readonly wasFalse: boolean
}

export function createRecovery(
  conditions: readonly Condition[],
  prometheus: PrometheusClient,
  moments: Moments,
): Recovery {
  /** Since when each condition holds without a break. */
  const since = conditions.map((): number | undefined => undefined)
  let wasFalse = false

  async function holds(condition: Condition, now: number): Promise<boolean> {
    if (condition.kind === 'nothing-skipped') {
      return nothingWasSkipped(prometheus, condition, moments.injectedAt / 1000)
    }
    const samples = await prometheus.query(fillIn(condition.expr, moments, now))
    return samples.length > 0 && samples.every(({ value }) => !Number.isNaN(value))
  }

  return {
    get wasFalse() {
      return wasFalse
    },
    evaluate: async now => {
      const verdicts = await Promise.all(conditions.map(each => holds(each, now))).catch(error => {
        // What was not seen is not known to have held.
        since.fill(undefined)
        throw error
      })
      if (verdicts.includes(false)) wasFalse = true
      for (const [index, verdict] of verdicts.entries()) {
        since[index] = verdict ? (since[index] ?? now) : undefined
      }
      return conditions.every(({ forSeconds }, index) => {
        const start = since[index]
        return start !== undefined && now - start >= forSeconds * 1000
      })
    },
  }
}

/** Replaces $since, $injected and $created. */
export function fillIn(expr: string, moments: Moments, now: number): string {
  const sinceSeconds = Math.max(1, Math.ceil((now - moments.injectedAt) / 1000))
  return expr
    .replaceAll('$since', `${sinceSeconds}s`)
    .replaceAll('$injected', (moments.injectedAt / 1000).toFixed(3))
    .replaceAll('$created', (moments.createdAt / 1000).toFixed(3))
}
