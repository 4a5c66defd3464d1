/** Notices a client that neither fetches nor beats any more: a process that does nothing. */
export function createSilenceWatch(limitMs: number) {
  let lastSign = performance.now()
  let timer: NodeJS.Timeout | undefined
  return {
    alive(): void {
      lastSign = performance.now()
    },
    /** Calls back once, when nothing was heard for longer than the limit. */
    start(onSilence: (silentMs: number) => void): void {
      timer = setInterval(() => {
        const silentMs = Math.round(performance.now() - lastSign)
        if (silentMs <= limitMs) return
        clearInterval(timer)
        onSilence(silentMs)
      }, limitMs / 20)
      timer.unref()
    },
    stop(): void {
      clearInterval(timer)
    },
  }
}
