/** When something was measured, and with what: "2026-11-24, 1fd4fa2". */
export function measured({ startedAt, commit }: { startedAt: string; commit?: string }): string {
  return `${startedAt.slice(0, 10)}, ${commit ?? 'unknown'}`
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
