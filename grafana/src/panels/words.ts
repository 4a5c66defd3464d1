import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard'

/** What to write in place of a value. */
export type Words = Readonly<Record<string, string>>

/** The mapping of values to words as Grafana stores it. */
export function valueMapping(words: Words) {
  const options = Object.entries(words).map(([value, text]) => [value, { text }] as const)
  return { type: MappingType.ValueToText as const, options: Object.fromEntries(options) }
}
