/**
 * SQLSTATE classes that blame the data: 22 data exception, 23 constraint violation.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const dataClasses = new Set(['22', '23'])

/**
 * True if the database refused what a record says. Anything else (no connection, shutting
 * down, disk full, a missing table) is no fault of the record: it waits and is tried again.
 */
export function isDataError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return false
  }
  return /^[0-9A-Z]{5}$/.test(error.code) && dataClasses.has(error.code.slice(0, 2))
}
