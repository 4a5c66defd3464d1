import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { makeTemporaryFolder } from '../../packages/service-kit/test/support/temporary-folder.ts'
import { openJsonLines } from '../src/json-lines.ts'
import { readCommit } from '../src/verify/commit.ts'
import { planAttempts } from '../src/verify/plan.ts'
import type { ScenarioResult } from '../src/verify/result.ts'
import { runPlan } from '../src/verify/run-plan.ts'
import { openState } from '../src/verify/state.ts'
import { limits, scenario, simulateStack, wellBehaved } from './simulated-stack.ts'

const silent = { begin: () => ({ step: ignore, look: ignore, end: ignore }) }
function ignore(): void {}

function makeFile(): string {
  return join(makeTemporaryFolder('firedrill-verify-'), 'state', 'verify.json')
}

const provenance = { commit: '1fd4fa2', profile: 'training' }

interface Circumstances {
  helps?: boolean
  from?: typeof provenance
  wrongFixes?: boolean
}

async function verify(
  file: string,
  resume: boolean,
  { helps = true, from = provenance, wrongFixes = true }: Circumstances = {},
) {
  const stack = simulateStack({ ...wellBehaved, rightFixHelps: helps })
  const { signal } = new AbortController()
  const parts = { ...stack, progress: silent, limits, tickMs: 5, signal, provenance: from }
  const wanted = {
    names: ['broker-down'],
    all: false,
    rounds: 1,
    allFixes: false,
    fix: [],
    wrongFixes,
  }
  const said: string[] = []
  const state = await openState(file, resume)
  const plan = planAttempts([scenario], wanted)
  const record = await openJsonLines<ScenarioResult>(join(dirname(dirname(file)), 'record.jsonl'))
  const results = await runPlan(parts, plan, { state, record, say: line => void said.push(line) })
  return { said, results, record }
}

test('what has passed is left out when verification is resumed, and made again otherwise', async () => {
  const file = makeFile()
  assert.deepEqual((await verify(file, false)).said, ['1 of 1: broker-down'])
  const resumed = await verify(file, true)
  assert.deepEqual(resumed.said, ['1 of 1: broker-down has passed before'])
  assert.equal(resumed.results[0]?.scenario, 'broker-down')
  assert.equal(resumed.results[0]?.commit, '1fd4fa2')
  assert.deepEqual((await verify(file, false)).said, ['1 of 1: broker-down'])
})

test('what passed without evidence of the fault is made again', async () => {
  const file = makeFile()
  await verify(file, false)
  const [result] = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify([{ ...result, evidence: undefined }]))
  assert.deepEqual((await verify(file, true)).said, ['1 of 1: broker-down'])
})

test('what passed with another commit is kept and said, with other rules it is made again', async () => {
  const file = makeFile()
  await verify(file, false)
  const later = await verify(file, true, { from: { ...provenance, commit: 'abc1234' } })
  assert.deepEqual(later.said, [
    '1 of 1: broker-down has passed before, with commit 1fd4fa2 and not abc1234',
  ])
  assert.equal(later.results[0]?.commit, '1fd4fa2')
  const production = { ...provenance, profile: 'production' }
  const other = await verify(file, true, { from: production })
  assert.deepEqual(other.said, ['1 of 1: broker-down'])
  assert.equal(other.results[0]?.profile, 'production')
})

test('what passed without its wrong fixes is made again with them', async () => {
  const file = makeFile()
  const quick = await verify(file, false, { wrongFixes: false })
  assert.deepEqual(
    quick.results[0]?.fixes.map(({ kind }) => kind),
    ['right'],
  )
  assert.deepEqual((await verify(file, true)).said, ['1 of 1: broker-down'])
  assert.deepEqual((await verify(file, true, { wrongFixes: false })).said, [
    '1 of 1: broker-down has passed before',
  ])
})

test('what has failed is made again', async () => {
  const file = makeFile()
  const failed = await verify(file, false, { helps: false })
  assert.notDeepEqual(failed.results[0]?.problems, [])
  const { said, results } = await verify(file, true)
  assert.deepEqual(said, ['1 of 1: broker-down'])
  assert.deepEqual(results[0]?.problems, [])
  assert.deepEqual((await verify(file, true)).said, ['1 of 1: broker-down has passed before'])
})

test('every run stays on record, failed ones and those before a start anew too', async () => {
  const file = makeFile()
  await verify(file, false, { helps: false })
  await verify(file, true)
  await verify(file, true)
  const { record } = await verify(file, false)
  const verdicts = record.results.map(({ problems }) => problems.length === 0)
  assert.deepEqual(verdicts, [false, true, true])
})

test('a file that is not what was written there is named', async () => {
  const file = join(makeTemporaryFolder('firedrill-verify-'), 'verify.json')
  await writeFile(file, '[{')
  await assert.rejects(openState(file, true), /verify\.json cannot be read: delete it/)
  assert.deepEqual((await openState(file, false)).results, [])
})

test('a commit is named, with a mark when files differ from it; no repository has none', async () => {
  const folder = makeTemporaryFolder('firedrill-commit-')
  assert.equal(await readCommit(folder), 'unknown')
  const git = (...words: string[]) => execFileSync('git', words, { cwd: folder })
  git('init', '-q')
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b']
  git(...author, 'commit', '-q', '--allow-empty', '-m', 'first')
  const commit = await readCommit(folder)
  assert.match(commit, /^[0-9a-f]{7,}$/)
  await writeFile(join(folder, 'new'), '')
  assert.equal(await readCommit(folder), `${commit}-dirty`)
})
