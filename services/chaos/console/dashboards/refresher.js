/**
 * Runs rounds one after the other: never two at once, none while the page is hidden, none after
 * it was left. A round that is asked for anew ends the one under way.
 * @param round (signal) → Promise
 * @param pauseSeconds () → seconds between two beginnings; undefined for never
 */
export function createRefresher(round, pauseSeconds) {
  let current = new AbortController()
  let timer

  async function begin() {
    clearTimeout(timer)
    current.abort()
    const mine = new AbortController()
    current = mine
    const began = performance.now()
    try {
      await round(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted) console.warn(`A refresh failed: ${error.message}`)
    }
    if (mine.signal.aborted) return
    const seconds = pauseSeconds()
    if (seconds === undefined || document.hidden) return
    const left = seconds * 1000 - (performance.now() - began)
    timer = setTimeout(begin, Math.max(250, left))
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.hidden) current.abort()
    else void begin()
  })
  addEventListener('pagehide', () => {
    clearTimeout(timer)
    current.abort()
  })
  // A page that comes back out of the browser's memory goes on.
  addEventListener('pageshow', ({ persisted }) => persisted && void begin())

  return {
    now: () => void begin(),
  }
}
