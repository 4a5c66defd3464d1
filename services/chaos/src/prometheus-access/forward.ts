import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import { reasonOf } from '../reason.ts'
import { limits } from './limits.ts'

interface Answer {
  readonly status: number
  /** JSON as Prometheus sends it. */
  readonly body: Readable
}

/**
 * Asks Prometheus and hands its answer on as it comes.
 * @param gone aborted when nobody waits for the answer any more
 * @throws OperationalError UNREACHABLE
 */
export async function forward(
  url: string,
  parameters: URLSearchParams,
  gone: AbortSignal,
): Promise<Answer> {
  const late = AbortSignal.timeout((limits.timeoutSeconds + 2) * 1000)
  try {
    const answer = await fetch(`${url}?${parameters}`, {
      // Both ends are on this machine: to pack and unpack would only cost time.
      headers: { 'accept-encoding': 'identity' },
      redirect: 'error',
      signal: AbortSignal.any([gone, late]),
    })
    const body = answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([])
    return { status: answer.status, body }
  } catch (error) {
    const { cause } = error as Error
    const detail = `Prometheus (${reasonOf(cause ?? error)})`
    throw new OperationalError(chaosErrors.unreachable, detail, { cause: error })
  }
}
