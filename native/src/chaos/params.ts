import { InvalidArgumentError } from 'commander'

/**
 * Collects `--param key=value`. A value that is JSON is taken as such, so that numbers, lists and
 * objects can be given; anything else is a text.
 */
export function collectParam(
  text: string,
  before: Record<string, unknown> = {},
): Record<string, unknown> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('must be key=value')
  return { ...before, [text.slice(0, at)]: parseValue(text.slice(at + 1)) }
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

interface Schema {
  properties?: Record<string, Field>
}

interface Field {
  type?: string
  default?: unknown
  minimum?: number
  maximum?: number
  description?: string
  anyOf?: { const?: unknown; type?: string }[]
}

/** The parameters of a JSON Schema, a line for each. */
export function describeParams({ properties = {} }: Schema): string[] {
  return Object.entries(properties).map(([name, field]) => `  ${name}  ${describeField(field)}`)
}

function describeField({ type, anyOf, minimum, maximum, ...field }: Field): string {
  const choices = anyOf?.map(each => each.const ?? each.type).join(' | ')
  const bounds = minimum === undefined ? '' : `, ${minimum} to ${maximum ?? 'any'}`
  const fallback = field.default === undefined ? '' : `, default ${JSON.stringify(field.default)}`
  const note = field.description === undefined ? '' : ` – ${field.description}`
  return `${choices ?? type ?? 'any'}${bounds}${fallback}${note}`
}
