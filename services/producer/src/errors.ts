import type { ErrorSpec } from '@firedrill/service-kit/errors'

/** The failures that only the producer knows. */
export const producerErrors = {
  invalidBurst: {
    code: 'INVALID_BURST',
    statusCode: 400,
    retriable: false,
    message: 'Burst refused, nothing will be sent',
  },
} as const satisfies Record<string, ErrorSpec>
