import type { Scenario } from '../stack/chaos-types.ts'
import type { Attempt } from './check-scenario.ts'
import { VerifyError } from './errors.ts'

export interface Wanted {
  /** Ids; none means every scenario. */
  names: string[]
  rounds: number
  /** Every right fix gets a run of its own, not the first one only. */
  allFixes: boolean
}

/**
 * Which runs are needed, in order.
 * @throws VerifyError naming every unknown scenario
 */
export function planAttempts(
  scenarios: Scenario[],
  { names, rounds, allFixes }: Wanted,
): { attempt: Attempt; round: number }[] {
  const unknown = names.filter(name => !scenarios.some(({ id }) => id === name))
  if (unknown.length > 0) {
    const known = scenarios.map(({ id }) => id).join(', ')
    throw new VerifyError(`no scenario is called ${unknown.join(', ')}; there are: ${known}`)
  }
  const chosen = scenarios.filter(({ id }) => names.length === 0 || names.includes(id))
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1)
  return numbers.flatMap(round =>
    chosen.flatMap(scenario => attemptsOf(scenario, allFixes)).map(attempt => ({ attempt, round })),
  )
}

function attemptsOf(scenario: Scenario, allFixes: boolean): Attempt[] {
  const [first, ...others] = scenario.fixes.right.map(({ id }) => id)
  const extra = allFixes ? others : []
  return [
    { scenario, rightFix: first, withWrongFixes: true },
    ...extra.map(rightFix => ({ scenario, rightFix, withWrongFixes: false })),
  ]
}
