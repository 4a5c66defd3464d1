import { type FieldError, OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import { type Static, Type } from 'typebox'
import { producerErrors } from '../errors.ts'
import { type Stream, streams } from '../topics.ts'

/** Body of POST /bursts. */
const burstSchema = Type.Object(
  {
    topic: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9._-]{1,249}$' })),
    kind: Type.Optional(
      Type.Unsafe<Stream>(Type.Union(streams.map(stream => Type.Literal(stream)))),
    ),
    records: Type.Integer({ minimum: 1, maximum: 200_000 }),
    partition: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Only accounts whose key goes to this partition.' }),
    ),
    malformed: Type.Optional(
      Type.Boolean({ description: 'Orders or invoices that no reader can use.' }),
    ),
  },
  { additionalProperties: false },
)

export type BurstRequest = Static<typeof burstSchema>

/** Checks the body of a burst. @throws OperationalError INVALID_BURST with every wrong field */
export function checkBurst(body: unknown): BurstRequest {
  const result = check(burstSchema, body)
  if (result.ok) return result.value
  throw invalid(result.fields)
}

/** A burst that cannot be, for a reason that its shape does not show. */
export function refused(field: string, message: string): OperationalError {
  return invalid([{ field, message }])
}

function invalid(fields: readonly FieldError[]): OperationalError {
  const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  return new OperationalError(producerErrors.invalidBurst, detail, { fields })
}
