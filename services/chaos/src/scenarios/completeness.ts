/** The parts of a scenario that a trainee needs. */
interface Teachable {
  readonly id: string
  readonly kind: string
  readonly pager: string
  readonly lesson: string
  readonly source?: string
  readonly ttlSeconds: number
  readonly expect: { readonly fires: readonly unknown[] }
  readonly evidence: unknown
  readonly hints: readonly unknown[]
  readonly fixes: {
    readonly right: readonly { id: string }[]
    readonly wrong: readonly { id: string }[]
  }
  readonly recovered: unknown
}

export const maxTtlSeconds = 3600

/** @throws TypeError that lists everything a scenario lacks */
export function assertComplete(scenario: Teachable): void {
  const lacking = [
    ...commonGaps(scenario),
    ...(scenario.kind === 'drill' ? drillGaps(scenario) : []),
  ]
  if (lacking.length === 0) return
  throw new TypeError(`Scenario ${JSON.stringify(scenario.id)} lacks ${lacking.join(', ')}`)
}

function commonGaps({ id, lesson, ttlSeconds, fixes }: Teachable): string[] {
  const gaps: string[] = []
  if (!/^[a-z][a-z0-9-]*$/.test(id)) gaps.push('an id in kebab case')
  if (lesson.trim() === '') gaps.push('a lesson')
  if (lesson.split(/[.!?](?:\s|$)/).length > 3) gaps.push('a lesson of two sentences at most')
  if (!(ttlSeconds > 0 && ttlSeconds <= maxTtlSeconds)) gaps.push(`a TTL up to ${maxTtlSeconds} s`)
  const fixIds = [...fixes.right, ...fixes.wrong].map(fix => fix.id)
  if (new Set(fixIds).size < fixIds.length) gaps.push('different ids for its fixes')
  return gaps
}

function drillGaps(scenario: Teachable): string[] {
  const { pager, source, expect, evidence, hints, fixes, recovered } = scenario
  const gaps: string[] = []
  if (pager.trim() === '') gaps.push('a pager text')
  if (source === undefined) gaps.push('a source')
  if (expect.fires.length === 0) gaps.push('an alert that must fire')
  if (evidence === null) gaps.push('evidence')
  if (hints.length !== 3) gaps.push('three hints')
  if (fixes.right.length === 0) gaps.push('a right fix')
  if (fixes.wrong.length === 0) gaps.push('a wrong fix')
  if (recovered === null) gaps.push('a recovery predicate')
  return gaps
}
