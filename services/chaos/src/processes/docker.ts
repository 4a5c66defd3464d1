import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import type { ProcessController, ProcessState, ProcessView } from './controller.ts'
import { createDockerApi, type Inspection, stopGraceSeconds } from './docker-api.ts'
import { brokers, stackProcesses } from './stack.ts'

/**
 * Controls containers named firedrill-<process> through the Docker Engine API; needs inspect,
 * start, stop and kill alone. Pause is SIGSTOP, which the daemon does not show: what this
 * controller froze it remembers while it lives, and {@link ProcessController.resumeUnseen} wakes
 * all brokers, since SIGCONT does nothing to a process that runs.
 */
export function createDockerController(url: string): ProcessController {
  const { inspect, post } = createDockerApi(url)
  /** Frozen by us: name → start of the life that was frozen. */
  const frozen = new Map<string, string>()

  const get = async (name: string) => viewOf(name, await inspect(name), frozen.get(name))

  async function signal(name: string, signalName: string): Promise<void> {
    const { state } = await get(name)
    if (state === 'running' || state === 'paused') {
      await post(name, `kill?signal=${signalName}`)
    }
  }

  async function wake(name: string): Promise<void> {
    await signal(name, 'SIGCONT')
    frozen.delete(name)
  }

  return {
    list: () => Promise.all(stackProcesses.map(get)),
    get,
    start: name => post(name, 'start'),
    stop: async name => {
      // A frozen process does not hear the request to end.
      await wake(name)
      await post(name, `stop?t=${stopGraceSeconds}`)
    },
    kill: async name => {
      // A kill through the API counts as wanted: no restart policy revives the container.
      await signal(name, 'SIGKILL')
      frozen.delete(name)
    },
    pause: async name => {
      assertFreezable(name)
      const { startedAt = '' } = await get(name)
      await signal(name, 'SIGSTOP')
      frozen.set(name, startedAt)
    },
    resume: wake,
    resumeUnseen: async () => {
      for (const name of brokers) await wake(name)
    },
  }
}

/** @param frozenLife start of the life that was frozen, if one was */
function viewOf(
  name: string,
  { State, RestartCount = 0 }: Inspection,
  frozenLife: string | undefined,
): ProcessView {
  const isFrozen = State.Status === 'running' && frozenLife === State.StartedAt
  const state = isFrozen ? 'paused' : states[State.Status]
  return {
    name,
    state: state ?? 'failed',
    restarts: RestartCount,
    ...(State.StartedAt && { startedAt: State.StartedAt }),
  }
}

const states: Record<string, ProcessState> = {
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  created: 'stopped',
  exited: 'stopped',
  dead: 'failed',
}

/** Process 1 of the other containers is an init: it would freeze, and the service would run on. */
function assertFreezable(name: string): void {
  if ((brokers as readonly string[]).includes(name)) return
  const detail = `${name} cannot be paused under Docker, only the brokers can`
  throw new OperationalError(chaosErrors.processControl, detail)
}
