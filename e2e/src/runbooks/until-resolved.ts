import { eventually } from '../polling.ts'

export interface ResolvedParts {
  /** Names of the alerts that fire now. */
  readonly firing: () => Promise<ReadonlySet<string>>
  /** How many looks in a row must not see it: one that a restart hides fires again. */
  readonly quietLooks: number
  readonly withinSeconds: number
  /** Pause between two looks. */
  readonly everyMs: number
}

/**
 * Waits until an alert fires no more, and stays so.
 * @throws Error when that takes longer than allowed
 */
export async function untilResolved(
  { firing, quietLooks, withinSeconds, everyMs }: ResolvedParts,
  alert: string,
): Promise<void> {
  let quiet = 0
  const look = async () => {
    quiet = (await firing()).has(alert) ? 0 : quiet + 1
    return quiet >= quietLooks
  }
  await eventually(`${alert} is resolved`, withinSeconds, look, everyMs)
}
