import { measured, whatFailed } from '../result-text.ts'
import { markdownTable } from '../table.ts'
import { coveringScenarios } from './covering.ts'
import { type KillResult, killStates } from './kill-chaos.ts'

/** A result with what was killed: the page and its record name the commit. */
export interface RecordedKill extends KillResult {
  readonly commit: string
}

/**
 * docs/kill-matrix.md: what became of the last kill in each state of each scenario.
 * @param results everything on record, in the order in which it was found
 * @param ids the catalogue, in its order
 */
export function killPage(results: readonly RecordedKill[], ids: readonly string[]): string {
  const rows = ids
    .filter(id => results.some(({ scenario }) => scenario === id))
    .map(id => ({ id, cells: killStates.map(state => lastOf(results, id, state)) }))
  const last = rows.flatMap(({ cells }) => cells).filter(cell => cell !== undefined)
  const good = last.filter(({ problems }) => problems.length === 0).length
  return `# Killed in the middle

Made by \`node e2e/src/kill-walk.ts --write\` on the running stack: while a run puts its faults in, holds them and takes
them back, the chaos service is killed with SIGKILL, and the one that comes after has to put everything back from its
journal. Afterwards the run must have ended as
RECOVERED and say in which state it was interrupted, the stack must be healthy, the run's own comparison of before and
after must find nothing, every service must have the settings that it had before, and the cluster the same topics.

**${good} of ${last.length} kills left nothing behind**, in ${rows.length} of ${ids.length} scenarios. A cell is the time from the kill until
everything was back, with the restart of the service; *in ACTIVE*: the faults were in place before anybody could see
them being put in. Every kill is in [kill-matrix.jsonl](kill-matrix.jsonl).

${markdownTable(
  ['scenario', ...killStates, 'measured'],
  rows.map(({ id, cells }) => [id, ...cells.map(cellText), eachOnce(cells)]),
)}
Each kind of fault that a scenario injects is in one of these:

${Object.entries(coveringScenarios)
  .map(([id, kinds]) => `- \`${id}\`: ${kinds.join(', ')}\n`)
  .join('')}${whatFailed(last, ({ scenario, state }) => `${scenario}, ${state}`)}`
}

function lastOf(results: readonly RecordedKill[], id: string, wanted: string) {
  return results.findLast(({ scenario, state }) => scenario === id && state === wanted)
}

function cellText(kill: RecordedKill | undefined): string {
  if (kill === undefined) return ''
  if (kill.problems.length > 0) return '**failed**'
  const where = kill.killedIn === kill.state ? '' : `, in ${kill.killedIn}`
  return `${kill.backAfter} s${where}`
}

function eachOnce(cells: readonly (RecordedKill | undefined)[]): string {
  return [...new Set(cells.filter(cell => cell !== undefined).map(measured))].join('; ')
}
