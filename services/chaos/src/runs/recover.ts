import { tryAppend } from './best-effort.ts'
import { tell } from './entries.ts'
import type { RunParts } from './parts.ts'
import type { RunRecord } from './record.ts'
import { revertRun } from './revert.ts'

/** At the start of a whole stack Kafka may need minutes until it can be put back. */
const minimumSeconds = 300

/** Ends a run that the end of an earlier life of this service has interrupted. */
export async function recoverRun(parts: RunParts, record: RunRecord): Promise<void> {
  const { run } = record
  const what = `The chaos service ended during ${run.state}`
  parts.logger.warn({ run: run.id, state: run.state }, 'reverting a run of an earlier life')
  parts.metrics.injected(run.scenario)
  await tryAppend(parts, run.id, tell('note', what))
  const revertDeadlineSeconds = Math.max(parts.revertDeadlineSeconds, minimumSeconds)
  await revertRun({ ...parts, revertDeadlineSeconds }, record, 'interrupted', what)
}
