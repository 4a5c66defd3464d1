/** What a person needs of an error: its message, and what to do where the error knows that. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { advice, details, name } = error as { advice?: string; details?: string; name: string }
  // Only an unexpected error needs its stack.
  const expected = name === 'OperationalError' || name === 'LauncherError'
  const lines = [expected ? error.message : (error.stack ?? error.message)]
  if (details) lines.push(details)
  if (advice) lines.push(`→ ${advice}`)
  return lines.join('\n')
}
