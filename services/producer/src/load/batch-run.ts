import type { Running } from './pacer.ts'

const checkMs = 250

/** Calls back every `intervalSeconds()`, first after one; a new interval counts at once. */
export function startBatchRun(intervalSeconds: () => number, onRun: () => void): Running {
  let lastMs = performance.now()
  const timer = setInterval(() => {
    const nowMs = performance.now()
    if (nowMs - lastMs < intervalSeconds() * 1000) return
    lastMs = nowMs
    onRun()
  }, checkMs)
  return { stop: () => clearInterval(timer) }
}
