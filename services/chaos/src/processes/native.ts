import { OperationalError } from '@firedrill/service-kit/errors'
import { requestJson } from '../clients/request-json.ts'
import { chaosErrors } from '../errors.ts'
import type { ProcessController, ProcessView } from './controller.ts'
import { assertInStack, stackProcesses } from './stack.ts'

// A stop may use up its whole grace of 30 s.
const timeoutMs = 45_000

/** Controls processes through the launcher's unix socket. */
export function createNativeController(socketPath: string): ProcessController {
  async function ask(method: 'GET' | 'POST', path: string): Promise<unknown> {
    const url = `http://launcher${path}`
    const { status, body } = await requestJson({ url, method, socketPath, timeoutMs })
    if (status < 300) return body
    const { message = `HTTP ${status}` } = (body ?? {}) as { message?: string }
    throw new OperationalError(chaosErrors.processControl, `${path}: ${message}`)
  }

  const act = (action: string) => async (name: string) => {
    assertInStack(name)
    await ask('POST', `/processes/${name}/${action}`)
  }

  return {
    list: async () => {
      const all = (await ask('GET', '/processes')) as ProcessView[]
      return all.filter(({ name }) => stackProcesses.includes(name))
    },
    get: async name => {
      assertInStack(name)
      return (await ask('GET', `/processes/${name}`)) as ProcessView
    },
    start: act('start'),
    stop: act('stop'),
    kill: act('kill'),
    pause: act('pause'),
    resume: act('resume'),
    // The launcher reads the state from the kernel: a frozen process is seen.
    resumeUnseen: async () => {},
  }
}
