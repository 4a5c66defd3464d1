import { Type } from 'typebox'

/** One of a list of texts, typed as such: a union made of a mapped list has no type. */
export function oneOf<const T extends string>(values: readonly T[], options: { default?: T } = {}) {
  return Type.Unsafe<T>(
    Type.Union(
      values.map(value => Type.Literal(value)),
      options,
    ),
  )
}
