import { OperationalError } from '@firedrill/service-kit/errors'
import { requestJson } from '../clients/request-json.ts'
import { chaosErrors } from '../errors.ts'
import { assertInStack } from './stack.ts'

/** How long a container may take to end before it is killed. */
export const stopGraceSeconds = 30
const timeoutMs = (stopGraceSeconds + 15) * 1000

/** What the Docker Engine says of a container, as far as it is used here. */
export interface Inspection {
  State: { Status: string; StartedAt?: string }
  RestartCount?: number
}

/** The containers named firedrill-<process>. @throws OperationalError as a ProcessController */
export interface DockerApi {
  inspect(name: string): Promise<Inspection>
  post(name: string, path: string): Promise<void>
}

export function createDockerApi(url: string): DockerApi {
  async function ask(method: 'GET' | 'POST', name: string, path: string): Promise<unknown> {
    assertInStack(name)
    const address = `${url}/containers/firedrill-${name}/${path}`
    const { status, body } = await requestJson({ url: address, method, timeoutMs })
    // 304: it was so already.
    if (status < 300 || status === 304) return body
    const { message = `HTTP ${status}` } = (body ?? {}) as { message?: string }
    throw new OperationalError(chaosErrors.processControl, `${name} ${path}: ${message}`)
  }

  return {
    inspect: async name => (await ask('GET', name, 'json')) as Inspection,
    post: async (name, path) => {
      await ask('POST', name, path)
    },
  }
}
