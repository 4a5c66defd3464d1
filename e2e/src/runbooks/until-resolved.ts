import { eventually } from '../polling.ts'
import { type AskForEnd, objectionTo } from './drill-run.ts'

export interface ResolvedParts {
  /** Names of the alerts that fire now, and of those that are about to. */
  readonly alerts: () => Promise<Readonly<Record<'firing' | 'pending', ReadonlySet<string>>>>
  /** How many looks in a row must not see it: one that a restart hides fires again. */
  readonly quietLooks: number
  readonly withinSeconds: number
  /** Pause between two looks. */
  readonly everyMs: number
}

/**
 * Waits until an alert neither fires nor is about to, and stays so.
 * @param askForEnd of the run that made it fire; undefined when somebody did by hand
 * @throws Error when that takes longer than allowed, or the end of the run may have resolved it
 */
export async function untilResolved(
  { alerts, quietLooks, withinSeconds, everyMs }: ResolvedParts,
  alert: string,
  askForEnd: AskForEnd | undefined,
): Promise<void> {
  let quiet = 0
  let objection: string | undefined
  const look = async () => {
    const before = quiet
    // Nobody knows what was there while a question failed: the row begins anew.
    quiet = 0
    // First the run: what fires after its end, the mitigation has not resolved before.
    const end = await askForEnd?.()
    const { firing, pending } = await alerts()
    const fires = firing.has(alert)
    objection = objectionTo(end, { alert, fires })
    if (!fires && !pending.has(alert)) quiet = before + 1
    return objection !== undefined || quiet >= quietLooks
  }
  await eventually(`${alert} is resolved`, withinSeconds, look, everyMs)
  if (objection !== undefined) throw new Error(objection)
}
