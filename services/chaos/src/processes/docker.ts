import { OperationalError } from '@firedrill/service-kit/errors'
import { requestJson } from '../clients/request-json.ts'
import { chaosErrors } from '../errors.ts'
import type { ProcessController, ProcessState, ProcessView } from './controller.ts'
import { assertInStack, brokers, stackProcesses } from './stack.ts'

const stopGraceSeconds = 30
const timeoutMs = (stopGraceSeconds + 15) * 1000

/**
 * Controls containers named firedrill-<process> through the Docker Engine API; needs inspect,
 * start, stop and kill alone. Pause is SIGSTOP, which the daemon does not show: what this
 * controller froze it remembers while it lives, and {@link ProcessController.resumeUnseen} wakes
 * all brokers, since SIGCONT does nothing to a process that runs.
 */
export function createDockerController(url: string): ProcessController {
  /** Frozen by us: name → start of the life that was frozen. */
  const frozen = new Map<string, string>()

  async function ask(method: 'GET' | 'POST', name: string, path: string): Promise<unknown> {
    assertInStack(name)
    const address = `${url}/containers/firedrill-${name}/${path}`
    const { status, body } = await requestJson({ url: address, method, timeoutMs })
    // 304: it was so already.
    if (status < 300 || status === 304) return body
    const { message = `HTTP ${status}` } = (body ?? {}) as { message?: string }
    throw new OperationalError(chaosErrors.processControl, `${name} ${path}: ${message}`)
  }

  async function get(name: string): Promise<ProcessView> {
    const { State, RestartCount = 0 } = (await ask('GET', name, 'json')) as Inspection
    const isFrozen = frozen.get(name) === State.StartedAt
    const state = State.Status === 'running' && isFrozen ? 'paused' : states[State.Status]
    return {
      name,
      state: state ?? 'failed',
      restarts: RestartCount,
      ...(State.StartedAt && { startedAt: State.StartedAt }),
    }
  }

  async function signal(name: string, signalName: string): Promise<void> {
    const { state } = await get(name)
    if (state === 'running' || state === 'paused') {
      await ask('POST', name, `kill?signal=${signalName}`)
    }
  }

  async function wake(name: string): Promise<void> {
    await signal(name, 'SIGCONT')
    frozen.delete(name)
  }

  return {
    list: () => Promise.all(stackProcesses.map(get)),
    get,
    start: async name => void (await ask('POST', name, 'start')),
    stop: async name => {
      // A frozen process does not hear the request to end.
      await wake(name)
      await ask('POST', name, `stop?t=${stopGraceSeconds}`)
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

interface Inspection {
  State: { Status: string; StartedAt?: string }
  RestartCount?: number
}
