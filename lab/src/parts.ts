/** Things to be ended with the lab, the last one first. */
export interface Parts {
  add(stop: () => Promise<void>): void
  /** Ends all of them once, however often it is called. */
  stopAll(): Promise<void>
}

/** @param onFailure told of a part that does not end; the others are ended all the same */
export function createParts(onFailure: (error: unknown) => void): Parts {
  const stops: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined

  async function stopInTurn(): Promise<void> {
    for (const stop of stops.toReversed()) await stop().catch(onFailure)
  }

  return {
    add: stop => void stops.push(stop),
    stopAll() {
      stopping ??= stopInTurn()
      return stopping
    },
  }
}
