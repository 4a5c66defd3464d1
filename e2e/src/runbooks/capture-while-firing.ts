import { resolve } from 'node:path'
import type { WhileFiring } from '../verify/while-firing.ts'
import { type CaptureParts, capturePages, defaultCaptureLimits } from './capture-pages.ts'
import { shellParts } from './run-parts.ts'

/**
 * For verification: captures the output of each alert's diagnosis once per scenario, however often
 * that is repeated.
 * @param folder of the pages, seen from the root
 */
export function captureWhileFiring(root: string, folder: string, signal: AbortSignal): WhileFiring {
  const captured = new Set<string>()
  return async (scenario, alerts) => {
    const left = alerts.filter(alert => !captured.has(`${scenario} ${alert}`))
    for (const alert of left) captured.add(`${scenario} ${alert}`)
    const parts = captureParts(root, resolve(root, folder), signal)
    const written = await capturePages(parts, scenario, left)
    parts.say(`${written} outputs written for ${left.join(', ') || 'nothing new'}`)
  }
}

/** Capturing for real: commands run in a shell, remarks go to the terminal. */
export function captureParts(root: string, folder: string, signal: AbortSignal): CaptureParts {
  return {
    ...shellParts(root, folder, signal),
    say: text => console.error(`runbooks: ${text}`),
    limits: defaultCaptureLimits,
  }
}
