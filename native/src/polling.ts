import { setTimeout as wait } from 'node:timers/promises'

/** Asks until the answer is truthy or the deadline has passed; the last answer decides. */
export async function poll<T>(
  ask: () => T | Promise<T>,
  { seconds, everyMs = 100 }: { seconds: number; everyMs?: number },
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  let answer = await ask()
  while (!answer && Date.now() < deadline) {
    await wait(everyMs)
    answer = await ask()
  }
  return answer
}
