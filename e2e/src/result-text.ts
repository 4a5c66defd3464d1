import { usualOrdersPerSecond } from './stack/order-rate.ts'

interface Circumstances {
  startedAt: string
  commit?: string
  /** Older results do not know it: they had the usual rate. */
  ordersPerSecond?: number | undefined
}

/**
 * When something was measured, and with what: "2026-11-24, 1fd4fa2", and with ", 500 orders/s" after
 * it where that is not the usual rate.
 */
export function measured({ startedAt, commit, ordersPerSecond }: Circumstances): string {
  const rate = ordersPerSecond ?? usualOrdersPerSecond
  const unusual = rate === usualOrdersPerSecond ? '' : `, ${rate} orders/s`
  return `${startedAt.slice(0, 10)}, ${commit ?? 'unknown'}${unusual}`
}

/** The last section of a page of results; empty when there is no problem. */
export function whatFailed<T extends { readonly problems: readonly string[] }>(
  results: readonly T[],
  nameOf: (result: T) => string,
): string {
  const lines = results.flatMap(result =>
    result.problems.map(text => `- ${nameOf(result)}: ${text}\n`),
  )
  return lines.length === 0 ? '' : `\n## What failed\n\n${lines.join('')}`
}
