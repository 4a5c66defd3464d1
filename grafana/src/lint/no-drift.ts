import type { Finding } from './model.ts'

/**
 * The committed files are what the sources generate, and nothing else lies among them.
 * @param generated content by file name
 * @param committed content by file name
 */
export function noDrift(
  generated: ReadonlyMap<string, string>,
  committed: ReadonlyMap<string, string>,
): Finding[] {
  const names = new Set([...generated.keys(), ...committed.keys()])
  return [...names]
    .filter(name => generated.get(name) !== committed.get(name))
    .map(name => ({
      check: 'no-drift',
      where: name,
      problem: generated.has(name) ? 'run npm run generate' : 'no source generates this file',
    }))
}
