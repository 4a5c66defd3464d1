import type { Scenario } from '../stack/chaos-types.ts'
import type { Attempt } from './attempt.ts'
import { VerifyError } from './errors.ts'
import { proven } from './proven.ts'

export interface Wanted {
  /** Ids; none means the proven ones. */
  names: string[]
  /** Every scenario, proven or not. */
  all: boolean
  rounds: number
  /** Every right fix gets a run of its own, not the first one only. */
  allFixes: boolean
  /** Ids of right fixes of the one scenario that is named: only these, without wrong fixes. */
  fix: string[]
  /** False saves their hold times: what they do is proven by a verification with them. */
  wrongFixes: boolean
  /** What the one scenario that is named is started with, instead of its defaults. */
  params?: object
}

export type Plan = { attempt: Attempt; round: number }[]

/**
 * Which runs are needed, in order.
 * @throws VerifyError naming every unknown scenario or fix
 */
export function planAttempts(
  scenarios: Scenario[],
  { names, all, rounds, allFixes, fix, wrongFixes, params }: Wanted,
): Plan {
  refuseUnknown('scenario', names, scenarios)
  const chosenIds = names.length > 0 ? names : proven
  const chosen = scenarios.filter(({ id }) => all || chosenIds.includes(id))
  if (params !== undefined && chosen.length !== 1) {
    throw new VerifyError('--params needs exactly one scenario')
  }
  const attempts =
    fix.length > 0
      ? attemptsWith(chosen, fix)
      : chosen.flatMap(scenario => attemptsOf(scenario, allFixes, wrongFixes))
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1)
  return numbers.flatMap(round =>
    attempts.map(attempt => ({ attempt: { ...attempt, ...(params && { params }) }, round })),
  )
}

/** @throws VerifyError naming the scenarios whose rows would show a run that proves less */
export function assertReportable(plan: Plan): void {
  const short = plan
    .map(({ attempt }) => attempt)
    .filter(each => !each.withWrongFixes && each.rightFix === each.scenario.fixes.right[0]?.id)
  if (short.length === 0) return
  const ids = [...new Set(short.map(({ scenario }) => scenario.id))].join(', ')
  throw new VerifyError(`--report of the first right fix needs the wrong fixes too: ${ids}`)
}

function attemptsOf(scenario: Scenario, allFixes: boolean, withWrongFixes: boolean): Attempt[] {
  const [first, ...others] = scenario.fixes.right.map(({ id }) => id)
  const extra = allFixes ? others : []
  return [
    { scenario, rightFix: first, withWrongFixes },
    ...extra.map(rightFix => ({ scenario, rightFix, withWrongFixes: false })),
  ]
}

function attemptsWith([scenario, ...more]: Scenario[], fix: string[]): Attempt[] {
  if (scenario === undefined || more.length > 0) {
    throw new VerifyError('--fix needs exactly one scenario')
  }
  const { right } = scenario.fixes
  refuseUnknown(`right fix of ${scenario.id}`, fix, right)
  return right
    .filter(({ id }) => fix.includes(id))
    .map(({ id }) => ({ scenario, rightFix: id, withWrongFixes: false }))
}

function refuseUnknown(what: string, names: string[], known: { id: string }[]): void {
  const unknown = names.filter(name => !known.some(({ id }) => id === name))
  if (unknown.length === 0) return
  const ids = known.map(({ id }) => id).join(', ')
  throw new VerifyError(`no ${what} is called ${unknown.join(', ')}; there are: ${ids || 'none'}`)
}
