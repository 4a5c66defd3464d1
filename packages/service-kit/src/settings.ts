import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'
import { commonErrors, type FieldError, OperationalError } from './errors.ts'
import type { Logger } from './logger.ts'
import { check } from './validation.ts'

/** The live settings of one service: validated, on disk before they apply, observable. */
export interface Settings<T> {
  /** The settings in force. Never mutated: a change replaces the object. */
  readonly current: T
  /**
   * Validates and persists a partial change, then tells every subscriber in order.
   * @throws OperationalError INVALID_SETTINGS that lists every wrong field
   */
  patch(change: unknown): Promise<T>
  /** Calls back after each change; a subscriber that rejects fails the patch. */
  subscribe(listener: (now: T, before: T) => void | Promise<void>): void
}

interface SettingsOptions<S extends TObject> {
  readonly schema: S
  readonly file: string
  readonly logger: Logger
  /** Defaults that differ by process, e.g. the group of a consumer. */
  readonly overrides?: Partial<Static<S>>
  /** What a schema cannot say: fields that do not go together. */
  readonly rules?: Rules<Static<S>>
}

/** Names every field that does not go with the others; empty when all is well. */
export type Rules<T> = (settings: T) => FieldError[]

/**
 * Opens the settings of a service. What a crashed process had in force is in the file and
 * comes back; a file that no longer fits the schema is set aside and said in the log.
 */
export async function openSettings<S extends TObject>(
  options: SettingsOptions<S>,
): Promise<Settings<Static<S>>> {
  const { schema, file, logger, rules = () => [] } = options
  const defaults = { ...(Value.Default(schema, {}) as Static<S>), ...options.overrides }
  let current = await restore({ schema, file, logger, rules }, defaults)
  const listeners: ((now: Static<S>, before: Static<S>) => void | Promise<void>)[] = []
  let queue: Promise<unknown> = Promise.resolve()

  async function apply(change: unknown): Promise<Static<S>> {
    const next = validate(schema, rules, current, change)
    const before = current
    await writeAtomically(file, JSON.stringify(next, null, 2))
    current = next
    for (const listener of listeners) await listener(next, before)
    return next
  }

  return {
    get current() {
      return current
    },
    patch(change) {
      // One change at a time, so that two callers cannot overwrite each other.
      const result = queue.then(() => apply(change))
      queue = result.catch(() => undefined)
      return result
    },
    subscribe(listener) {
      listeners.push(listener)
    },
  }
}

function validate<S extends TObject>(
  schema: S,
  rules: Rules<Static<S>>,
  current: Static<S>,
  change: unknown,
): Static<S> {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) {
    throw new OperationalError(commonErrors.invalidSettings, 'the body must be a JSON object')
  }
  const result = check(schema, { ...current, ...change })
  const fields = result.ok ? rules(result.value) : result.fields
  if (result.ok && fields.length === 0) return result.value
  const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  throw new OperationalError(commonErrors.invalidSettings, detail, { fields })
}

async function restore<S extends TObject>(
  options: Required<Omit<SettingsOptions<S>, 'overrides'>>,
  defaults: Static<S>,
): Promise<Static<S>> {
  const { schema, file, logger, rules } = options
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return defaults
  try {
    return validate(schema, rules, defaults, JSON.parse(text))
  } catch (error) {
    await rename(file, `${file}.refused`)
    logger.warn({ err: error, file }, 'the saved settings were refused, defaults are in force')
    return defaults
  }
}

/** Replaces a file so that a crash at any moment leaves the old or the new text, never half. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(`${file}.next`, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.next`, file)
}
