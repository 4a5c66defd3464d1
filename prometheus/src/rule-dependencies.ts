import { recordingsByConcern } from './catalogue.ts'
import type { ProfileName } from './profiles.ts'
import type { Recording } from './recording.ts'

/** The groups of recording rules that an expression needs, with those that these need in turn. */
export function recordingsFor(expr: string, profile: ProfileName): Map<string, Recording[]> {
  const all = Object.entries(recordingsByConcern(profile)).flatMap(([concern, recordings]) =>
    recordings.map(recording => ({ concern, recording })),
  )
  const needed = new Set<(typeof all)[number]>()
  const queue = [expr]
  for (const next of queue) {
    for (const candidate of all) {
      if (needed.has(candidate) || !mentions(next, candidate.recording)) continue
      needed.add(candidate)
      queue.push(candidate.recording.expr)
    }
  }
  const groups = new Map<string, Recording[]>()
  for (const { concern, recording } of needed) {
    groups.set(concern, [...(groups.get(concern) ?? []), recording])
  }
  return groups
}

/** A name with a colon goes on where `\b` would end it. */
function mentions(expr: string, { record }: Recording): boolean {
  return new RegExp(`(?<![\\w:])${record.name}(?![\\w:])`).test(expr)
}
