import type { FaultContext } from '../faults/fault.ts'

/** Values by their path inside the aspect, as plain JSON. */
export type Values = Readonly<Record<string, unknown>>

/** A value that is not what it was. */
export interface Difference {
  readonly path: string
  /** undefined: it did not exist */
  readonly before: unknown
  readonly after: unknown
}

/** One kind of thing that a run, or a trainee during it, may change. */
export interface Aspect {
  readonly id: string
  read(context: FaultContext): Promise<Values>
  /** Puts values back as far as it can; whatever still differs is found by the next look. */
  restore(context: FaultContext, differences: readonly Difference[]): Promise<void>
  /** Says which of two differing values is harmless; by default none is. */
  tolerates?(difference: Difference): boolean
  /** Nothing can put a difference back: to wait for it is in vain. */
  readonly irreversible?: true
}

/** Splits `orders/retention.ms` at its first slash. */
export function splitPath(path: string): [owner: string, key: string] {
  const at = path.indexOf('/')
  return [path.slice(0, at), path.slice(at + 1)]
}

/** Makes `owner/key` → value of a table of tables. */
export function flatten<T>(table: Readonly<Record<string, Readonly<Record<string, T>>>>): Values {
  return Object.fromEntries(
    Object.entries(table).flatMap(([owner, row]) =>
      Object.entries(row).map(([key, value]) => [`${owner}/${key}`, value]),
    ),
  )
}
