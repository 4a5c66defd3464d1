import { Type } from 'typebox'
import type { Run } from '../runs/run.ts'

const time = Type.String({ format: 'date-time' })
const open = { additionalProperties: true }

export const eventSchema = Type.Object(
  {
    at: time,
    kind: Type.Union(
      (['state', 'fault', 'alert', 'fix', 'action', 'recovery', 'note'] as const).map(kind =>
        Type.Literal(kind),
      ),
    ),
    text: Type.String(),
    state: Type.Optional(Type.String()),
    alert: Type.Optional(Type.String()),
    status: Type.Optional(Type.String({ description: 'firing or resolved' })),
    startsAt: Type.Optional(time),
    severity: Type.Optional(Type.String()),
    fix: Type.Optional(Type.String()),
  },
  open,
)

/** A run as it is answered. */
export const runSchema = Type.Unsafe<Run>(
  Type.Object(
    {
      id: Type.String(),
      scenario: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
      ttlSeconds: Type.Integer(),
      state: Type.String({
        description:
          'PRECHECK, INJECTING, ACTIVE, FIXED or EXPIRED, REVERTING, RECOVERED or REVERT_FAILED',
      }),
      createdAt: time,
      injectedAt: Type.Optional(time),
      endsAt: time,
      endedAt: Type.Optional(time),
      recovered: Type.Union([Type.Boolean(), Type.Null()]),
      fixes: Type.Array(
        Type.Object({
          id: Type.String(),
          kind: Type.String({ description: 'right or wrong' }),
          appliedAt: time,
          undoneAt: Type.Optional(time),
        }),
      ),
      timeline: Type.Array(eventSchema),
      residue: Type.Array(
        Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown() }),
      ),
      message: Type.Optional(Type.String()),
    },
    open,
  ),
)

export const errorSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
})

/** What a write may carry: asked twice with the same key, it happens once. */
export const idempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})

/** Further answers of requests that make others act: they refuse (502), or do not answer (503). */
export const othersFailed = { 502: errorSchema, 503: errorSchema }

export const runPath = Type.Object({ id: Type.String({ maxLength: 100 }) })

export const fixPath = Type.Object({
  id: Type.String({ maxLength: 100 }),
  fix: Type.String({ maxLength: 100 }),
})

export const reasonSchema = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)

export const statusSchema = Type.Object(
  {
    locked: Type.Boolean(),
    reason: Type.Optional(Type.String()),
    since: Type.Optional(time),
    activeRun: Type.Union([Type.String(), Type.Null()]),
  },
  open,
)
