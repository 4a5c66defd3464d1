import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { eventually } from '../polling.ts'
import { isOver, type Run, runStates } from '../stack/chaos-types.ts'
import { request } from '../stack/request.ts'
import type { RunningStack } from '../stack/running-stack.ts'
import { startWhenSettled } from '../stack/start-when-settled.ts'
import { changedTopics, readTopics } from './topics.ts'

/** The states of a run in which the chaos service is killed: those in which it changes things. */
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

/** An alert may fire between the look at a quiet stack and the start, and takes so long to resolve. */
const settleSeconds = 300
/** Long enough for a follower to leave the ISR and for an election. */
const injectSeconds = 150
/** Longer than a revert may take after a restart. */
const revertSeconds = 420
/**
 * A member that is stopped while it joins stays in its group for a session of 45 s, and a group that
 * rebalances waits 60 s for it; kafkajs notices after a request timeout of 30 s.
 */
const healSeconds = 180

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
  const topics = await readTopics(stack.config.root)
  const { pid } = await stack.find('chaos')
  if (pid === undefined) throw new Error('the chaos service does not run')
  const { id } = await startWhenSettled(
    () => stack.chaos.start(scenario),
    settleSeconds,
    () => wait(1000),
  )
  const startedAt = new Date().toISOString()
  try {
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
    const problems = [
      ...problemsOf(run, state),
      ...changedSettings(settings, await readSettings(stack)),
      ...changedTopics(topics, await readTopics(stack.config.root)),
    ]
    return { scenario, state, killedIn: whereItEnded(run), backAfter, problems, startedAt }
  } catch (error) {
    // The next one begins on a stack without a fault, whatever became of this one.
    await endRun(stack, id)
    throw error
  }
}

function problemsOf(run: Run, state: KillState): string[] {
  const killedIn = whereItEnded(run)
  return [
    ...(run.state === 'RECOVERED' ? [] : [`the run ended in ${run.state}: ${run.message}`]),
    ...run.residue.map(({ path }) => `left behind: ${path}`),
    ...(isPossible(killedIn, state) ? [] : [`the run says that it was killed in ${killedIn}`]),
  ]
}

async function endRun({ chaos, finished }: RunningStack, id: string): Promise<void> {
  await chaos.stop(id).catch(() => undefined)
  await finished(id, revertSeconds).catch(() => undefined)
}

/** Looks often: to inject a setting or two takes a moment. @throws when the run is over before */
async function reaches({ chaos }: RunningStack, id: string, state: KillState): Promise<void> {
  const what = `the run is ${state}, or beyond`
  const run = await eventually(
    what,
    injectSeconds,
    async () => {
      const now = await chaos.run(id)
      return runStates.indexOf(now.state) >= runStates.indexOf(state) ? now : undefined
    },
    5,
  )
  if (isOver(run)) throw new Error(`the run was over before it was seen ${state}: ${run.message}`)
}

function whereItEnded({ timeline, message = '' }: Run): string | undefined {
  const text = [...timeline.map(each => each.text), message].join('\n')
  return /The chaos service ended during ([A-Z_]+)/.exec(text)?.[1]
}

/** INJECTING may be over before anybody can see it. */
function isPossible(killedIn: string | undefined, state: KillState): boolean {
  return killedIn === state || (state === 'INJECTING' && killedIn === 'ACTIVE')
}

type SettingsByService = ReadonlyMap<string, unknown>

async function readSettings({ config }: RunningStack): Promise<SettingsByService> {
  const entries = Object.entries(config.servicePorts)
    .filter(([name]) => name !== 'chaos')
    .map(async ([name, port]) => {
      const { status, body } = await request('GET', `http://127.0.0.1:${port}/settings`)
      if (status !== 200) throw new Error(`${name} answers ${status} for its settings`)
      return [name, body] as const
    })
  return new Map(await Promise.all(entries))
}

function changedSettings(before: SettingsByService, after: SettingsByService): string[] {
  return [...before]
    .filter(([name, settings]) => !isDeepStrictEqual(after.get(name), settings))
    .map(([name]) => `the settings of ${name} are not what they were`)
}
