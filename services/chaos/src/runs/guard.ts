import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { answerWithin, type Limit } from './limit.ts'
import type { RunParts } from './parts.ts'

/**
 * Why a run has to end before the machine suffers; undefined while it may go on. A look that fails
 * is no reason: the other one goes on looking.
 */
export async function findDanger(
  { machine, prometheus, logger }: RunParts,
  { guard }: Scenario,
  limit: Limit,
): Promise<string | undefined> {
  const tolerant = (error: unknown) => {
    if (!limit.signal.aborted) logger.warn({ reason: reasonOf(error) }, 'a guard could not look')
    return undefined
  }
  const shortage = await answerWithin(limit, () => machine.shortage()).catch(tolerant)
  if (shortage !== undefined) return `Of this machine ${shortage}`
  if (guard === undefined) return undefined
  const exceeded = () => prometheus.query(guard.exceeded)
  const samples = await answerWithin(limit, exceeded).catch(tolerant)
  return samples !== undefined && samples.length > 0 ? guard.text : undefined
}
