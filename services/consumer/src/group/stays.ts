import { createGeneration, type Generation } from './generation.ts'

/** The stays of a member in its group, one after the other. */
export interface Stays {
  current(): Generation
  /** The last stay is over, with nothing more to commit; another begins. */
  begin(): void
  /** This stay should end, and so should each that begins after it. */
  endSoon(): void
  areEnding(): boolean
  /** This stay is over. */
  lose(): void
}

export function createStays(): Stays {
  let generation = createGeneration()
  let isEnding = false
  return {
    current: () => generation,
    begin() {
      generation.lose()
      generation = createGeneration()
      if (isEnding) generation.endSoon()
    },
    endSoon() {
      isEnding = true
      generation.endSoon()
    },
    areEnding: () => isEnding,
    lose: () => generation.lose(),
  }
}
