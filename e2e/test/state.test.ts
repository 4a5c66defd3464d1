import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCommit } from '../src/verify/commit.ts'
import { defaultLimits } from '../src/verify/limits.ts'
import { verificationPage } from '../src/verify/page.ts'
import { planAttempts } from '../src/verify/plan.ts'
import type { ScenarioResult } from '../src/verify/result.ts'
import { runPlan } from '../src/verify/run-plan.ts'
import { openState } from '../src/verify/state.ts'
import { scenario, simulateStack, wellBehaved } from './simulated-stack.ts'

const limits = { ...defaultLimits, quiet: 0.1, recover: 0.1, resolve: 0.1, stillFires: 0.1 }
const silent = { begin: () => ({ step: ignore, look: ignore, end: ignore }) }
function ignore(): void {}

async function makeFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'firedrill-verify-')), 'state', 'verify.json')
}

const provenance = { commit: '1fd4fa2', profile: 'training' }

async function verify(file: string, resume: boolean, helps = true, from = provenance) {
  const stack = simulateStack({ ...wellBehaved, rightFixHelps: helps })
  const { signal } = new AbortController()
  const parts = { ...stack, progress: silent, limits, tickMs: 5, signal, provenance: from }
  const wanted = { names: ['broker-down'], all: false, rounds: 1, allFixes: false }
  const said: string[] = []
  const state = await openState(file, resume)
  const plan = planAttempts([scenario], wanted)
  const results = await runPlan(parts, plan, state, line => void said.push(line))
  return { said, results }
}

test('what has passed is left out when verification is resumed, and made again otherwise', async () => {
  const file = await makeFile()
  assert.deepEqual((await verify(file, false)).said, ['1 of 1: broker-down'])
  const resumed = await verify(file, true)
  assert.deepEqual(resumed.said, ['1 of 1: broker-down has passed before'])
  assert.equal(resumed.results[0]?.scenario, 'broker-down')
  assert.equal(resumed.results[0]?.commit, '1fd4fa2')
  assert.deepEqual((await verify(file, false)).said, ['1 of 1: broker-down'])
})

test('what passed with another commit is kept and said, with other rules it is made again', async () => {
  const file = await makeFile()
  await verify(file, false)
  const later = await verify(file, true, true, { ...provenance, commit: 'abc1234' })
  assert.deepEqual(later.said, [
    '1 of 1: broker-down has passed before, with commit 1fd4fa2 and not abc1234',
  ])
  assert.equal(later.results[0]?.commit, '1fd4fa2')
  const production = { ...provenance, profile: 'production' }
  const other = await verify(file, true, true, production)
  assert.deepEqual(other.said, ['1 of 1: broker-down'])
  assert.equal(other.results[0]?.profile, 'production')
})

test('what has failed is made again', async () => {
  const file = await makeFile()
  const failed = await verify(file, false, false)
  assert.notDeepEqual(failed.results[0]?.problems, [])
  const { said, results } = await verify(file, true)
  assert.deepEqual(said, ['1 of 1: broker-down'])
  assert.deepEqual(results[0]?.problems, [])
  assert.deepEqual((await verify(file, true)).said, ['1 of 1: broker-down has passed before'])
})

test('a file that is not what was written there is named', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'firedrill-verify-')), 'verify.json')
  await writeFile(file, '[{')
  await assert.rejects(openState(file, true), /verify\.json cannot be read: delete it/)
  assert.deepEqual((await openState(file, false)).results, [])
})

test('the page sets what was measured beside what is possible, and tells what failed', () => {
  const result: ScenarioResult = {
    ...{ scenario: 'broker-down', rightFix: 'start', round: 1, startedAt: '2026-11-24T10:00:00Z' },
    commit: '1fd4fa2-dirty',
    usage: { bytes: 2 * 1024 ** 3, cores: 1.236 },
    ...{ seconds: 90, unexpected: ['OffsetRewound'], allowed: ['IsrShrinking'], residue: [] },
    alerts: [
      {
        ...{ alert: 'BrokerDown', withinSeconds: 60, resolvesAfter: 'fix' },
        ...{ firedAfter: 16, resolvedAfter: 9 },
      },
    ],
    fixes: [
      { fix: 'restart-others', kind: 'wrong', passed: true, seconds: 20 },
      { fix: 'start', kind: 'right', passed: true, seconds: 12 },
    ],
    problems: ['unexpected: OffsetRewound'],
  }
  const holds = new Map([['BrokerDown', { forSeconds: 10, everySeconds: 2 }]])
  const good = { ...result, problems: [] }
  const history = [good, result, good, { ...good, round: 2 }]
  const page = verificationPage({ results: [result], history, holds, profile: 'training' })
  assert.match(page, /\*\*0 of 1 passed\*\* in 2 minutes on 2026-11-24, with the training/)
  assert.match(
    page,
    /\| broker-down \| BrokerDown \| 16 s \| 14 s \| 60 s \| 9 s after the fix \| 2026-11-24, 1fd4fa2-dirty \|/,
  )
  assert.match(
    page,
    /start: 12 s \| restart-others \| IsrShrinking, \*\*OffsetRewound\*\* \| none \| 90 s \| 1.24 \| 2048 MB \| \*\*failed\*\* \| 2 of 4 \| 2026-11-24, 1fd4fa2-dirty \|/,
  )
  assert.match(page, /## What failed\n\n- broker-down: unexpected: OffsetRewound/)
})

test('a commit is named, with a mark when files differ from it; no repository has none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firedrill-commit-'))
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
