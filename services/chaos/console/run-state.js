/** States in which nothing happens any more. */
const terminal = ['RECOVERED', 'REVERT_FAILED']

export function isOver(run) {
  return terminal.includes(run.state)
}

/** States in which a fix can still be tried. */
export function acceptsFixes(run) {
  return run.state === 'ACTIVE'
}

/** States from which a run can be told to stop. */
export function isStoppable(run) {
  return ['PRECHECK', 'INJECTING', 'ACTIVE', 'FIXED'].includes(run.state)
}

/** What a state means to somebody who sees it for the first time. */
export const meaning = {
  PRECHECK: 'Checking that the stack is healthy and taking a snapshot of it',
  INJECTING: 'The fault is being injected',
  ACTIVE: 'The fault is in. Find it and fix it',
  FIXED: 'The fix works',
  EXPIRED: 'Its time is over',
  REVERTING: 'Everything goes back to how it was before',
  RECOVERED: 'Everything is as it was before',
  REVERT_FAILED: 'Not everything could be put back: see what is left',
}

/** good, busy or bad: the colour of a state. */
export function tone(state) {
  if (['FIXED', 'RECOVERED'].includes(state)) return 'good'
  if (state === 'REVERT_FAILED') return 'bad'
  return state === 'ACTIVE' ? 'fire' : 'busy'
}
