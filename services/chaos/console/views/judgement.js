import { isOver, meaning, tone } from '../run-state.js'

/** How things stand, in one sentence: {tone, title, detail}. */
export function judge(state, active, scenario) {
  if (state.online === undefined) return { tone: 'busy', title: 'Asking the chaos service…' }
  if (!state.online) {
    const detail = 'Is the stack up? ./firedrill status tells. This page tries again by itself.'
    return { tone: 'bad', title: 'The chaos service does not answer', detail }
  }
  if (active) return judgeRun(active, scenario)
  const last = state.runs[0]
  if (last?.state === 'REVERT_FAILED') {
    const detail = last.message ?? 'The run below lists what is left behind.'
    return { tone: 'bad', title: `“${last.scenario}” could not be put back completely`, detail }
  }
  if (state.status.locked) {
    const detail = state.status.reason ?? 'Unlock it to run drills again.'
    return { tone: 'bad', title: 'Locked: no run may start', detail }
  }
  return judgeQuiet(state, last)
}

function judgeRun(run, scenario) {
  const name = scenario?.title ?? run.scenario
  return {
    tone: tone(run.state),
    title: `${name}: ${meaning[run.state] ?? run.state}`,
    detail: run.state === 'ACTIVE' ? scenario?.pager : undefined,
  }
}

function judgeQuiet({ alerts }, last) {
  if (alerts === undefined) {
    const detail = 'Prometheus does not answer, so nobody knows which alerts fire.'
    return { tone: 'bad', title: 'No drill runs; alerts unknown', detail }
  }
  const count = alerts.length
  if (count > 0) {
    const justEnded = last && isOver(last)
    const detail = justEnded
      ? 'An alert may need a moment to resolve after a drill. Begin the next one when it is quiet.'
      : 'Something is wrong with the stack itself. Begin a drill when it is quiet.'
    const title = `No drill runs, but ${count === 1 ? 'an alert fires' : `${count} alerts fire`}`
    return { tone: 'fire', title, detail }
  }
  return { tone: 'good', title: 'All quiet', detail: 'No drill runs and no alert fires.' }
}
