import { Type } from 'typebox'

/** The value of an override; null removes it. */
export const configValue = Type.Union([Type.String({ maxLength: 1000 }), Type.Null()])

export function describeValue(value: string | number | null): string {
  return value === null ? 'back to its default' : `= ${value}`
}
