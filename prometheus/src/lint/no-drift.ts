import type { Finding } from './model.ts'

/**
 * The committed files are what the sources generate, and nothing else lies among them.
 * @param generated content by path
 * @param committed content by path
 */
export function noDrift(
  generated: ReadonlyMap<string, string>,
  committed: ReadonlyMap<string, string>,
): Finding[] {
  const paths = new Set([...generated.keys(), ...committed.keys()])
  return [...paths]
    .filter(path => generated.get(path) !== committed.get(path))
    .map(path => ({
      check: 'no-drift',
      where: path,
      problem: generated.has(path) ? 'run npm run generate' : 'no source generates this file',
    }))
}
