import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { openJsonLines } from './json-lines.ts'
import { coveringScenarios } from './kill/covering.ts'
import { type KillResult, type KillState, killChaos, killStates } from './kill/kill-chaos.ts'
import { killPage, type RecordedKill } from './kill/page.ts'
import { connect } from './stack/running-stack.ts'
import { readCommit } from './verify/commit.ts'
import { reasonOf } from './verify/errors.ts'

const program = new Command('kill-walk')
  .description('Kills the chaos service while runs inject, hold and revert; all must be put back')
  .argument('[scenario...]', 'ids; none means a few that inject every kind of fault between them')
  .option('--all', 'the whole catalogue, about half an hour to an hour', false)
  .option('--write', 'add to docs/kill-matrix.jsonl and make docs/kill-matrix.md from it', false)
  .parse()
const { all, write } = program.opts<{ all: boolean; write: boolean }>()

let isInterrupted = false
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    console.error('Ending after this kill, so that nothing is left behind …')
    isInterrupted = true
  })
}

const stack = connect()
const { root } = stack.config
const catalogue = (await stack.chaos.scenarios()).map(({ id }) => id)
const wanted = all ? catalogue : chosen(program.args)
const commit = await readCommit(root)
const record = write
  ? await openJsonLines<RecordedKill>(join(root, 'docs', 'kill-matrix.jsonl'))
  : undefined

const results: KillResult[] = []
for (const scenario of wanted) {
  for (const state of killStates) {
    if (isInterrupted) break
    console.error(`${scenario}: killed in ${state} …`)
    const result = await killed(scenario, state)
    results.push(result)
    await record?.add({ ...result, commit })
    const verdict = result.problems.length === 0 ? `back after ${result.backAfter} s` : 'FAILED'
    console.log(`${[scenario, state, verdict, ...result.problems].join('  ')}`)
  }
}
if (record !== undefined) {
  await writeFile(join(root, 'docs', 'kill-matrix.md'), killPage(record.results, catalogue))
}
const bad = results.filter(({ problems }) => problems.length > 0).length
console.log(`kill-walk: ${results.length - bad} passed, ${bad} failed`)
process.exitCode = bad === 0 && results.length === wanted.length * killStates.length ? 0 : 1

function chosen(names: readonly string[]): readonly string[] {
  const unknown = names.filter(name => !catalogue.includes(name))
  if (unknown.length > 0) program.error(`there is no scenario ${unknown.join(', ')}`)
  return names.length > 0 ? names : Object.keys(coveringScenarios)
}

/** What cannot be judged is a failure like any other. */
async function killed(scenario: string, state: KillState): Promise<KillResult> {
  const startedAt = new Date().toISOString()
  return killChaos(stack, scenario, state).catch(error => ({
    ...{ scenario, state, killedIn: undefined, startedAt },
    ...{ backAfter: 0, problems: [reasonOf(error)] },
  }))
}
