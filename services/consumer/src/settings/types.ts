import { Type } from 'typebox'

/** A setting that takes one of a few words. */
export function oneOf<const T extends string>(
  values: readonly T[],
  fallback: T,
  description: string,
) {
  const literals = values.map(value => Type.Literal(value))
  return Type.Unsafe<T>(Type.Union(literals, { default: fallback, description }))
}

/** A setting that is a whole number from `minimum` to `maximum`. */
export function whole(minimum: number, maximum: number, fallback: number, description: string) {
  return Type.Integer({ default: fallback, minimum, maximum, description })
}

/** A setting that is on or off. */
export function flag(fallback: boolean, description: string) {
  return Type.Boolean({ default: fallback, description })
}
