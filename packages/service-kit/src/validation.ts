import type { Static, TSchema } from 'typebox'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import type { FieldError } from './errors.ts'

/** Either the value, typed by its schema, or every field that is wrong. */
export type Checked<T> = { ok: true; value: T } | { ok: false; fields: FieldError[] }

/** Checks a value against a TypeBox schema and names every wrong field once. */
export function check<S extends TSchema>(schema: S, value: unknown): Checked<Static<S>> {
  if (Value.Check(schema, value)) return { ok: true, value: value as Static<S> }
  // TypeBox stops at the eighth error, and one union of six literals alone makes seven.
  Settings.Set({ maxErrors: 1000 })
  const fields = new Map<string, string>()
  for (const error of Value.Errors(schema, value)) {
    for (const [field, message] of describe(error)) {
      const before = fields.get(field)
      // A union reports each branch and then itself: the branches say more.
      if (before === undefined) fields.set(field, message)
      else if (error.keyword === 'const') fields.set(field, `${before} or ${literal(error)}`)
    }
  }
  return { ok: false, fields: [...fields].map(([field, message]) => ({ field, message })) }
}

interface SchemaError {
  keyword: string
  instancePath: string
  message: string
  params: object
}

function describe(error: SchemaError): [string, string][] {
  const at = error.instancePath.slice(1).replaceAll('/', '.')
  const params = error.params as Record<string, unknown>
  if (error.keyword === 'additionalProperties') {
    return (params.additionalProperties as string[]).map(name => [join(at, name), 'unknown field'])
  }
  if (error.keyword === 'required') {
    return (params.requiredProperties as string[]).map(name => [join(at, name), 'is required'])
  }
  if (error.keyword === 'const') return [[at, `must be ${literal(error)}`]]
  // The refusal of an unknown field arrives a second time, as a schema that is false.
  if (error.keyword === 'boolean') return []
  return [[at || '(whole)', error.message]]
}

function literal(error: SchemaError): string {
  return JSON.stringify((error.params as { allowedValue: unknown }).allowedValue)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
