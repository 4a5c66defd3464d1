import { type ErrorSpec, OperationalError } from '@firedrill/service-kit/errors'

/** The failures that only a consumer knows. */
export const consumerErrors = {
  malformedRecord: {
    code: 'MALFORMED_RECORD',
    statusCode: 422,
    retriable: false,
    message: 'The record is not a usable event',
  },
  recordFailed: {
    code: 'RECORD_FAILED',
    statusCode: 500,
    // The fetch is tried again: without dead letters the partition stands still.
    retriable: true,
    message: 'A record cannot be processed and dead letters are off',
  },
  interrupted: {
    code: 'INTERRUPTED',
    statusCode: 503,
    retriable: true,
    message: 'Stopped before the record was finished',
  },
  invalidCrash: {
    code: 'INVALID_CRASH',
    statusCode: 400,
    retriable: false,
    message: 'Crash refused, nothing was armed',
  },
} as const satisfies Record<string, ErrorSpec>

/** True for an OperationalError of this kind. */
export function isError(error: unknown, spec: ErrorSpec): error is OperationalError {
  return error instanceof OperationalError && error.code === spec.code
}

/** The one-line reason of any thrown value. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A connection refused on every address arrives as an AggregateError without a message.
  if (error.message === '' && 'code' in error) return String(error.code)
  return error.message
}
