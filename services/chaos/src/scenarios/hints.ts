/** First step: where to look. */
export function metric(name: string, whatToSee: string): string {
  return `Look at ${name}: ${whatToSee}`
}

/** Second step: what to ask the cluster. */
export function command(line: string, whatToSee: string): string {
  return `Run \`${line}\`: ${whatToSee}`
}

/** Third step: the cause, and with it the fix. */
export function cause(text: string): string {
  return `Cause: ${text}`
}
