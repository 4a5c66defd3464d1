/** A failure in words that say what to do. */
export function explain(error) {
  if (error.name === 'TimeoutError') return 'The chaos service did not answer in time.'
  if (error instanceof TypeError) return 'The chaos service cannot be reached. Is the stack up?'
  const fields = (error.fields ?? []).map(({ field, message }) => `${field}: ${message}`)
  return [error.message, ...fields].join(' · ')
}
