import type { RunReader } from '../src/runbooks/drill-run.ts'
import type { Run, RunEvent } from '../src/stack/chaos-types.ts'

/** A run of broker-down. @param reverting what it said when it began to put things back */
export function runIn(state: Run['state'], reverting?: string): Run {
  const at = '2026-11-24T20:00:00.000Z'
  const timeline: RunEvent[] = [
    { at, kind: 'state', text: 'All faults are in place', state: 'ACTIVE' },
  ]
  if (reverting !== undefined) {
    timeline.push({ at, kind: 'state', text: reverting, state: 'REVERTING' })
  }
  return {
    ...{ id: 'run-1', scenario: 'broker-down', params: {}, state, timeline, residue: [] },
    ...{ createdAt: at, endsAt: at, recovered: false },
  }
}

/** A chaos service with one run, which is as given at each question; the last one goes on. */
export function makeChaos(answers: readonly Run[]): RunReader {
  let asked = 0
  const next = () => {
    const run = answers[asked] ?? answers.at(-1)
    asked += 1
    return run
  }
  return {
    runs: async () => [next()].filter(run => run !== undefined),
    run: async id => {
      const run = next()
      if (run?.id !== id) throw new Error(`no run ${id}`)
      return run
    },
  }
}
