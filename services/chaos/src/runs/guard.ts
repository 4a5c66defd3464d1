import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { RunParts } from './parts.ts'

/**
 * Why a run has to end before the machine suffers; undefined while it may go on. A look that fails
 * is no reason: the other one goes on looking.
 */
export async function findDanger(
  { machine, prometheus, logger }: RunParts,
  { guard }: Scenario,
): Promise<string | undefined> {
  const tolerant = (error: unknown) => {
    logger.warn({ reason: reasonOf(error) }, 'a guard could not look')
    return undefined
  }
  const shortage = await machine.shortage().catch(tolerant)
  if (shortage !== undefined) return `Of this machine ${shortage}`
  if (guard === undefined) return undefined
  const samples = await prometheus.query(guard.exceeded).catch(tolerant)
  return samples !== undefined && samples.length > 0 ? guard.text : undefined
}
