import type { ErrorSpec } from '@firedrill/service-kit/errors'

/** The failures that a person who runs the lab can do something about. */
export const labErrors = {
  notInstalled: {
    code: 'NOT_INSTALLED',
    statusCode: 500,
    retriable: false,
    message: 'A program is missing',
  },
  notReachable: {
    code: 'NOT_REACHABLE',
    statusCode: 503,
    retriable: true,
    message: 'A server does not answer',
  },
  notStarted: {
    code: 'NOT_STARTED',
    statusCode: 503,
    retriable: true,
    message: 'A server did not start',
  },
  alreadyRunning: {
    code: 'ALREADY_RUNNING',
    statusCode: 409,
    retriable: true,
    message: 'Another lab uses this ledger',
  },
  portTaken: {
    code: 'PORT_TAKEN',
    statusCode: 409,
    retriable: true,
    message: 'The port of the lab is taken',
  },
  late: {
    code: 'LATE',
    statusCode: 504,
    retriable: true,
    message: 'Not within the time allowed',
  },
} as const satisfies Record<string, ErrorSpec>
