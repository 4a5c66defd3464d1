import type { ChaosClient } from '../stack/chaos-client.ts'
import type { Run } from '../stack/chaos-types.ts'

/** Who tells of runs. */
export type RunReader = Pick<ChaosClient, 'runs' | 'run'>

/** That the chaos service puts things back, or has done so, which ends alerts by itself. */
export interface PutBack {
  /** Whether it does because the run was fixed. */
  readonly isFixed: boolean
  /** Why, in its words. */
  readonly text: string
}

/** Asks for the end of a run; undefined while it is under way, fixed or not. */
export type AskForEnd = () => Promise<PutBack | undefined>

/** What a run says when it ends because it was fixed, `reasons` of the chaos service. */
export const fixedText = 'Putting the rest back'

/**
 * Follows the run of a drill, which must be active.
 * @throws Error when it is not: what its commands do then proves nothing
 */
export async function followRun(chaos: RunReader, scenario: string): Promise<AskForEnd> {
  const own = (await chaos.runs()).filter(run => run.scenario === scenario)
  const active = own.find(({ state }) => state === 'ACTIVE')
  if (active !== undefined) return async () => endOf(await chaos.run(active.id))
  // They come newest first.
  const last = own[0] === undefined ? '' : ` (the last one is ${own[0].state})`
  throw new Error(
    `no run of ${scenario} is active${last}: ./firedrill run ${scenario} --detach, ` +
      'or say in several words what was done by hand',
  )
}

/** Why an alert that is resolved by now proves no mitigation; undefined when it does. */
export function objectionTo(
  end: PutBack | undefined,
  { alert, fires }: { alert: string; fires: boolean },
): string | undefined {
  if (end === undefined) return undefined
  if (!end.isFixed) {
    return `the run has ended (${end.text}), which resolves ${alert} too: begin with a new run`
  }
  // It waits for two minutes only, and not for alerts that a drill merely allows.
  if (fires) {
    return (
      `${alert} still fires while the rest of the run is put back, which may resolve it: ` +
      'look for what the mitigation leaves out, and begin with a new run'
    )
  }
  return undefined
}

function endOf({ state, recovered, timeline }: Run): PutBack | undefined {
  if (state === 'ACTIVE' || state === 'FIXED') return undefined
  const text = timeline.find(event => event.state === 'REVERTING')?.text ?? state
  return { isFixed: recovered === true && text === fixedText, text }
}
