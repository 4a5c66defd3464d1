import type { planAttempts } from './plan.ts'
import { passed, type ScenarioResult } from './result.ts'
import type { VerifyState } from './state.ts'
import { type VerifyParts, verifyScenario } from './verify-scenario.ts'

/**
 * Makes every attempt of a plan that has not passed before, and writes each result down at once.
 * @returns the results of the plan, in its order, as far as it got
 */
export async function runPlan(
  parts: VerifyParts,
  plan: ReturnType<typeof planAttempts>,
  state: VerifyState,
  say: (line: string) => void,
): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const [index, { attempt, round }] of plan.entries()) {
    if (parts.signal.aborted) break
    const title = `${index + 1} of ${plan.length}: ${attempt.scenario.id}`
    const earlier = state.find(attempt, round)
    if (earlier !== undefined && passed(earlier)) {
      say(`${title} has passed before`)
      results.push(earlier)
      continue
    }
    say(title)
    const result = await verifyScenario(parts, attempt, round)
    results.push(result)
    // What an interruption has spoiled says nothing: it is tried again.
    if (!parts.signal.aborted) await state.add(result)
  }
  return results
}
