import { OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { chaosErrors } from '../errors.ts'

/** Checks what a route declares with TypeBox, and names every wrong field: 422. */
export function useFieldErrors(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema }) => value => {
    const result = check(schema, value)
    if (result.ok) return { value: result.value }
    const { fields } = result
    const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
    return { error: new OperationalError(chaosErrors.invalidRequest, detail, { fields }) }
  })
  // Answers are our own data: they are described, not filtered.
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  allowEmptyJson(app)
}

/** Many clients send the content type of JSON with a DELETE that has no body. */
function allowEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body as string, done)
  })
}
