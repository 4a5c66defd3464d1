import { OperationalError } from '@firedrill/service-kit/errors'
import type { HttpApp } from '@firedrill/service-kit/http'
import { check } from '@firedrill/service-kit/validation'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Crasher, CrashOrder } from '../crash/crasher.ts'
import { consumerErrors } from '../errors.ts'
import { crashPoints } from '../settings/work.ts'

const body = Type.Object(
  {
    point: Type.Unsafe<CrashOrder['point']>(
      Type.Union([...crashPoints, 'none' as const].map(point => Type.Literal(point))),
    ),
    afterRecords: Type.Integer({ default: 1, minimum: 1, maximum: 10_000_000 }),
  },
  { additionalProperties: false },
)

/** POST /crash arms one SIGKILL at an exact point: 202, or 400 that lists every wrong field. */
export function addCrashRoute(app: HttpApp, crasher: Crasher): void {
  app.post('/crash', (request, reply) => {
    const order = check(body, Value.Default(body, request.body ?? {}))
    if (!order.ok) {
      const detail = order.fields.map(({ field, message }) => `${field} ${message}`).join('; ')
      throw new OperationalError(consumerErrors.invalidCrash, detail, { fields: order.fields })
    }
    crasher.arm(order.value)
    return reply.code(202).send(order.value)
  })
}
