import { eventually } from '../polling.ts'
import { isOver, type Run, runStates } from '../stack/chaos-types.ts'
import type { RunningStack } from '../stack/running-stack.ts'

/** The states of a run in which the chaos service is killed. */
export const killStates = ['INJECTING', 'ACTIVE', 'REVERTING'] as const
export type KillState = (typeof killStates)[number]

/** What became of a run whose chaos service was killed. */
export interface KillResult {
  readonly scenario: string
  readonly state: KillState
  /**
   * What the run itself says of when the kill came. To inject a setting takes a moment: then it
   * is ACTIVE where INJECTING was meant.
   */
  readonly killedIn: string | undefined
  /** Seconds from the kill until the run was over, with everything put back. */
  readonly backAfter: number
  /** Empty: nothing is left of the fault, and the run says so. */
  readonly problems: readonly string[]
  readonly startedAt: string
}

/** Long enough for a follower to leave the ISR and for an election. */
const injectSeconds = 150
/** Longer than a revert may take after a restart. */
const revertSeconds = 420
const healSeconds = 120

/**
 * Starts a run on a quiet stack, kills the chaos service with SIGKILL in a state of it, and waits
 * until the service that comes after has ended the run.
 * @throws when the run does not get into the state, or does not end in time
 */
export async function killChaos(
  stack: RunningStack,
  scenario: string,
  state: KillState,
): Promise<KillResult> {
  await stack.quiet()
  const settings = await readSettings(stack)
  const { pid } = await stack.find('chaos')
  if (pid === undefined) throw new Error('the chaos service does not run')
  const startedAt = new Date().toISOString()
  const { id } = await stack.chaos.start(scenario)
  if (state === 'REVERTING') {
    await reaches(stack, id, 'ACTIVE')
    await stack.chaos.stop(id)
  }
  await reaches(stack, id, state)
  process.kill(pid, 'SIGKILL')
  const killedAt = Date.now()
  await stack.revived('chaos', pid)
  const run = await stack.finished(id, revertSeconds)
  const backAfter = Math.round((Date.now() - killedAt) / 1000)
  await stack.healthy(healSeconds)
  const changed = changedSettings(settings, await readSettings(stack))
  const killedIn = whereItEnded(run)
  const problems = [
    ...(run.state === 'RECOVERED' ? [] : [`the run ended in ${run.state}: ${run.message}`]),
    ...run.residue.map(({ path }) => `left behind: ${path}`),
    ...changed.map(name => `the settings of ${name} are not what they were`),
    ...(isPossible(killedIn, state) ? [] : [`the run says that it was killed in ${killedIn}`]),
  ]
  return { scenario, state, killedIn, backAfter, problems, startedAt }
}

/** Looks often: to inject a setting or two takes a moment. */
function reaches({ chaos }: RunningStack, id: string, state: KillState) {
  const what = `the run is ${state}, or beyond`
  return eventually(what, injectSeconds, async () => isBeyond(await chaos.run(id), state), 5)
}

function isBeyond(run: Run, state: KillState): boolean {
  if (isOver(run)) throw new Error(`it is over: ${run.message}`)
  return runStates.indexOf(run.state) >= runStates.indexOf(state)
}

function whereItEnded({ timeline, message = '' }: Run): string | undefined {
  const text = [...timeline.map(each => each.text), message].join('\n')
  return /The chaos service ended during ([A-Z_]+)/.exec(text)?.[1]
}

/** INJECTING may be over before anybody can see it. */
function isPossible(killedIn: string | undefined, state: KillState): boolean {
  return killedIn === state || (state === 'INJECTING' && killedIn === 'ACTIVE')
}

type SettingsByService = ReadonlyMap<string, string>

async function readSettings({ config }: RunningStack): Promise<SettingsByService> {
  const entries = Object.entries(config.servicePorts)
    .filter(([name]) => name !== 'chaos')
    .map(async ([name, port]) => {
      const response = await fetch(`http://127.0.0.1:${port}/settings`)
      return [name, await response.text()] as const
    })
  return new Map(await Promise.all(entries))
}

function changedSettings(before: SettingsByService, after: SettingsByService): string[] {
  return [...before].filter(([name, text]) => after.get(name) !== text).map(([name]) => name)
}
