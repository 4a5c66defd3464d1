import type { Scenario } from '../stack/chaos-types.ts'
import type { Attempt } from './check-scenario.ts'
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
  /** False saves their hold times: what they do is proven by a verification with them. */
  wrongFixes: boolean
}

/**
 * Which runs are needed, in order.
 * @throws VerifyError naming every unknown scenario
 */
export function planAttempts(
  scenarios: Scenario[],
  { names, all, rounds, allFixes, wrongFixes }: Wanted,
): { attempt: Attempt; round: number }[] {
  const unknown = names.filter(name => !scenarios.some(({ id }) => id === name))
  if (unknown.length > 0) {
    const known = scenarios.map(({ id }) => id).join(', ')
    throw new VerifyError(`no scenario is called ${unknown.join(', ')}; there are: ${known}`)
  }
  const chosenIds = names.length > 0 ? names : proven
  const chosen = scenarios.filter(({ id }) => all || chosenIds.includes(id))
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1)
  return numbers.flatMap(round =>
    chosen
      .flatMap(scenario => attemptsOf(scenario, allFixes, wrongFixes))
      .map(attempt => ({ attempt, round })),
  )
}

function attemptsOf(scenario: Scenario, allFixes: boolean, withWrongFixes: boolean): Attempt[] {
  const [first, ...others] = scenario.fixes.right.map(({ id }) => id)
  const extra = allFixes ? others : []
  return [
    { scenario, rightFix: first, withWrongFixes },
    ...extra.map(rightFix => ({ scenario, rightFix, withWrongFixes: false })),
  ]
}
