import type { TObject } from 'typebox'

interface Field {
  type?: string
  default?: unknown
  minimum?: number
  maximum?: number
  anyOf?: { const?: unknown }[]
}

/** Name, bounds and default of each parameter. */
export function paramRows({ properties }: TObject): string[][] {
  return Object.entries(properties as Record<string, Field>).map(([name, field]) => [
    `\`${name}\``,
    boundsOf(field),
    `\`${JSON.stringify(field.default)}\``,
  ])
}

function boundsOf({ type, anyOf, minimum, maximum }: Field): string {
  if (anyOf !== undefined) return anyOf.map(each => `\`${each.const}\``).join(', ')
  return minimum === undefined ? (type ?? 'any') : `${minimum} to ${maximum}`
}
