import { PRESET_TIMER } from 'listr2'

/** How steps are shown: live on a terminal, one line for each change elsewhere. */
export const listrOptions = {
  rendererOptions: { timer: PRESET_TIMER, collapseSubtasks: false },
  fallbackRenderer: 'simple',
  fallbackRendererOptions: { timer: PRESET_TIMER },
  // Ctrl-C is for the commands to handle: the stack has to be stopped in order.
  registerSignalListeners: false,
} as const

/** The part of a listr2 task that steps write to. */
export interface Progress {
  title: string
  output: string
}

/** Lets a line through when it differs and, without a terminal, at most every few seconds. */
export function throttled(progress: Progress, everyMs = process.stdout.isTTY ? 200 : 5_000) {
  let last = ''
  let lastAt = 0
  return (line: string): void => {
    if (line === '' || line === last || Date.now() - lastAt < everyMs) return
    last = line
    lastAt = Date.now()
    progress.output = line
  }
}
