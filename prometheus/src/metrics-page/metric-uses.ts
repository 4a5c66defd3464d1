import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import type { Alert } from '../alert.ts'

/** A text with PromQL or metric names in it, and what it belongs to. */
export type OwnedText<O> = readonly [owner: O, text: string]

/** Everything that may say something with the help of a metric. */
export interface Texts {
  readonly alerts: readonly OwnedText<Alert>[]
  /** By the name that the rule gives to what it makes. */
  readonly recordings: readonly OwnedText<string>[]
  /** By the title of the dashboard. */
  readonly dashboards: readonly OwnedText<string>[]
  /** By the name of the runbook. */
  readonly runbooks: readonly OwnedText<string>[]
}

/** Who uses one metric; each owner once. */
export interface MetricUses {
  readonly alerts: readonly Alert[]
  readonly recordings: readonly string[]
  readonly dashboards: readonly string[]
  readonly runbooks: readonly string[]
}

/** Finds who uses a metric, by its whole name; the series of a histogram are meant too. */
export function usesOf({ name, type }: MetricSpec, texts: Texts): MetricUses {
  const suffix = type === 'histogram' ? '(_bucket|_sum|_count)?' : ''
  const pattern = new RegExp(`(?<![\\w:])${name}${suffix}(?![\\w:])`)
  function owners<O>(list: readonly OwnedText<O>[]): O[] {
    return [...new Set(list.filter(([, text]) => pattern.test(text)).map(([owner]) => owner))]
  }
  return {
    alerts: owners(texts.alerts),
    recordings: owners(texts.recordings),
    dashboards: owners(texts.dashboards),
    runbooks: owners(texts.runbooks),
  }
}
