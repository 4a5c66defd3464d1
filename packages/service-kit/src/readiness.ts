/** What a service still waits for, by the name of the dependency. */
export interface Readiness {
  /** Declares a dependency as missing, with the reason that /health/ready shows. */
  missing(dependency: string, reason: string): void
  ready(dependency: string): void
  /** Reasons by dependency; empty when ready. */
  pending(): Record<string, string>
}

/** Starts with every named dependency missing. */
export function createReadiness(dependencies: readonly string[]): Readiness {
  const reasons = new Map(dependencies.map(name => [name, 'not reached yet']))
  return {
    missing: (dependency, reason) => void reasons.set(dependency, reason),
    ready: dependency => void reasons.delete(dependency),
    pending: () => Object.fromEntries(reasons),
  }
}
