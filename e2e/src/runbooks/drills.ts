import type { Page } from './page.ts'

/** Words in backticks of the section Drill; of a command, the scenario that it verifies. */
export function wordsOfDrill({ sections }: Page): string[] {
  const spans = [...(sections.get('Drill') ?? '').matchAll(/`([^`]+)`/g)]
  const words = spans.map(([, span = '']) => span.replace(/^\.\/firedrill\s+verify\s+/, ''))
  return [...new Set(words)]
}

/**
 * Whose output a page prefers: 0 is the drill that it names first; what it does not name comes last.
 * @param during a scenario, or words
 */
export function rankOf(page: Page, during: string): number {
  const words = wordsOfDrill(page)
  const index = words.indexOf(during)
  return index < 0 ? words.length : index
}
