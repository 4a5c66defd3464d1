/** An expected failure, with what a caller needs: a code, an HTTP status, whether to retry. */
export class OperationalError extends Error {
  readonly code: string
  readonly statusCode: number
  readonly retriable: boolean
  /** Every wrong field of a request, where that is the reason. */
  readonly fields: readonly FieldError[]

  constructor(spec: ErrorSpec, detail: string, options: ErrorDetails = {}) {
    super(`${spec.message}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'OperationalError'
    this.code = spec.code
    this.statusCode = spec.statusCode
    this.retriable = spec.retriable
    this.fields = options.fields ?? []
  }
}

/** What one kind of failure always has; a package keeps its kinds in one registry. */
export interface ErrorSpec {
  readonly code: string
  readonly statusCode: number
  readonly retriable: boolean
  readonly message: string
}

/** One wrong field: its path with dots, and what is wrong with it. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

interface ErrorDetails {
  readonly fields?: readonly FieldError[]
  readonly cause?: unknown
}

/** The failures that every service knows. */
export const commonErrors = {
  invalidConfig: {
    code: 'INVALID_CONFIG',
    statusCode: 500,
    retriable: false,
    message: 'The environment is not usable',
  },
  invalidSettings: {
    code: 'INVALID_SETTINGS',
    statusCode: 400,
    retriable: false,
    message: 'Settings refused, nothing was changed',
  },
  notReady: {
    code: 'NOT_READY',
    statusCode: 503,
    retriable: true,
    message: 'Not ready yet',
  },
} as const satisfies Record<string, ErrorSpec>
