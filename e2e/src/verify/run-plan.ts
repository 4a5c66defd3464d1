import type { Attempt } from './attempt.ts'
import type { planAttempts } from './plan.ts'
import type { RunRecord } from './record.ts'
import { heldAll, type Provenance, passed, type ScenarioResult, showedFault } from './result.ts'
import type { VerifyState } from './state.ts'
import { type VerifyParts, verifyScenario } from './verify-scenario.ts'

export interface Books {
  /** What was found since the last start anew. */
  readonly state: VerifyState
  /** What is found is to be reported. */
  readonly record?: RunRecord | undefined
  readonly say: (line: string) => void
}

/**
 * Makes every attempt of a plan that has not passed before with the same rules, and writes each
 * result down at once.
 * @returns the results of the plan, in its order, as far as it got
 */
export async function runPlan(
  parts: VerifyParts,
  plan: ReturnType<typeof planAttempts>,
  { state, record, say }: Books,
): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const [index, { attempt, round }] of plan.entries()) {
    if (parts.signal.aborted) break
    const title = `${index + 1} of ${plan.length}: ${attempt.scenario.id}`
    const earlier = state.find(attempt, round)
    if (earlier !== undefined && isAsGood(earlier, attempt, parts.provenance)) {
      say(`${title} has passed before${ofAnotherCommit(earlier, parts.provenance)}`)
      results.push(earlier)
      continue
    }
    say(title)
    const result = await verifyScenario(parts, attempt, round)
    results.push(result)
    // What an interruption has spoiled says nothing: it is tried again.
    if (parts.signal.aborted) break
    await state.add(result)
    await record?.add(result)
  }
  return results
}

/**
 * Profiles differ in thresholds and times: what passed with one has not passed with the other. One
 * without wrong fixes proves nothing about these, and one without evidence little of the fault.
 */
function isAsGood(earlier: ScenarioResult, attempt: Attempt, { profile }: Provenance): boolean {
  const wrong = attempt.withWrongFixes ? attempt.scenario.fixes.wrong : []
  const sameRules = earlier.profile === undefined || earlier.profile === profile
  const proven = showedFault(earlier, attempt.scenario) && heldAll(earlier, wrong)
  return passed(earlier) && sameRules && proven
}

/** Whoever resumes is told what the page will name: this was not measured with these files. */
function ofAnotherCommit({ commit = 'unknown' }: ScenarioResult, now: Provenance): string {
  return commit === now.commit ? '' : `, with commit ${commit} and not ${now.commit}`
}
