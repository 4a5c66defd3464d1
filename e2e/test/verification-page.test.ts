import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeTemporaryFolder } from '../../packages/service-kit/test/support/temporary-folder.ts'
import { scenarios } from '../../services/chaos/src/scenarios/index.ts'
import { defaultSettings } from '../../services/producer/src/settings.ts'
import { openJsonLines } from '../src/json-lines.ts'
import { usualOrdersPerSecond } from '../src/stack/order-rate.ts'
import { verificationPage } from '../src/verify/page.ts'
import type { ScenarioResult } from '../src/verify/result.ts'
import { streakOf } from '../src/verify/streak.ts'

const brokerDown = {
  id: 'broker-down',
  evidence: {},
  fixes: { right: [{ id: 'start' }], wrong: [{ id: 'restart-others' }] },
}
const control = { id: 'noop', evidence: null, fixes: { right: [], wrong: [] } }

const failed: ScenarioResult = {
  ...{ scenario: 'broker-down', rightFix: 'start', round: 1, startedAt: '2026-11-24T10:00:00Z' },
  ...{ commit: '1fd4fa2', profile: 'training', machine: { cores: 2, gigabytes: 24 } },
  evidence: { text: 'Fenced', value: 1.23456 },
  usage: { bytes: 2 * 1024 ** 3, cores: 1.236 },
  ...{ seconds: 90, unexpected: ['OffsetRewound'], allowed: ['IsrShrinking'], residue: [] },
  alerts: [
    {
      ...{ alert: 'BrokerDown', withinSeconds: 60, resolvesAfter: 'fix' },
      ...{ firedAfter: 16, resolvedAfter: 9, needed: 14 },
    },
  ],
  fixes: [
    { fix: 'restart-others', kind: 'wrong', passed: true, seconds: 20 },
    { fix: 'start', kind: 'right', passed: true, seconds: 12 },
  ],
  problems: ['unexpected: OffsetRewound'],
}
const good: ScenarioResult = { ...failed, unexpected: [], problems: [] }

test('the page sets what was measured beside what is possible, and tells what failed', () => {
  const page = verificationPage([good, failed], [brokerDown])
  assert.match(page, /\*\*0 of 1 passed\*\*, 0 of them three times in a row/)
  assert.match(
    page,
    /\| broker-down \| BrokerDown \| 16 s \| 14 s \| 60 s \| 9 s after the fix \| 2026-11-24, 1fd4fa2 \|/,
  )
  assert.match(
    page,
    /start: 12 s \| restart-others \| IsrShrinking, \*\*OffsetRewound\*\* \| none \| 90 s \| 1.24 \| 2048 MB \| \*\*failed\*\* \| 0 of 2 \| 2026-11-24, 1fd4fa2 \|/,
  )
  assert.match(page, /## What failed\n\n- broker-down: unexpected: OffsetRewound/)
})

test('the order rate is shown where it is not the default', () => {
  assert.equal(usualOrdersPerSecond, defaultSettings.ordersPerSecond)
  const pageAt = (ordersPerSecond: number | undefined) =>
    verificationPage([{ ...good, ordersPerSecond }], [brokerDown])
  assert.equal(pageAt(100), pageAt(undefined))
  assert.match(pageAt(500), /\| passed \| 1 of 1 \| 2026-11-24, 1fd4fa2, 500 orders\/s \|/)
  assert.doesNotMatch(pageAt(100), /orders\/s \|/)
})

test('what ran under Docker has a table of its own, and is in no row of natives', () => {
  const page = verificationPage([good, { ...failed, mode: 'docker' }], [brokerDown])
  assert.match(page, /\*\*1 of 1 passed\*\*/)
  const [natives = '', containers = ''] = page.split('## Under Docker')
  assert.doesNotMatch(natives, /OffsetRewound/)
  assert.match(
    containers,
    /\| broker-down \| BrokerDown: 16 s \| start \| none \| 90 s \| \*\*failed/,
  )
  assert.match(containers, /- broker-down, under Docker: unexpected: OffsetRewound/)
})

const twoFixes = {
  ...brokerDown,
  fixes: { ...brokerDown.fixes, right: [{ id: 'start' }, { id: 'replace' }, { id: 'wait' }] },
}
const replaced: ScenarioResult = {
  ...{ ...good, rightFix: 'replace', startedAt: '2026-11-25T10:00:00Z' },
  fixes: [{ fix: 'replace', kind: 'right', passed: true, seconds: 31 }],
}

test('other right fixes have a table of their own, and are in no other row or streak', () => {
  const page = verificationPage([good, replaced, good, replaced], [twoFixes])
  const [above = '', others = ''] = page.split('## Other right fixes')
  assert.match(above, /start: 12 s \| .* \| passed \| 2 of 2 \| 2026-11-24/)
  assert.doesNotMatch(above, /replace|2026-11-25/)
  assert.match(
    others,
    /\| broker-down \| replace \| 31 s \| BrokerDown: 9 s \| passed \| 2026-11-25, 1fd4fa2 \|/,
  )
  assert.match(others, /\| broker-down \| wait \| {2}\| {2}\| not run yet \| {2}\|/)
})

test('another right fix that failed is told, and its scenario has passed', () => {
  const [fix] = replaced.fixes
  const inVain = {
    ...replaced,
    alerts: replaced.alerts.map(each => ({ ...each, resolvedAfter: undefined })),
    fixes: fix === undefined ? [] : [{ ...fix, passed: false }],
    problems: ['right fix replace did not recover within 300 s'],
  }
  const page = verificationPage([replaced, good, inVain], [twoFixes])
  assert.match(page, /\*\*1 of 1 passed\*\*/)
  assert.match(page, /\| broker-down \| replace \| not \| BrokerDown: not \| \*\*failed\*\* \|/)
  assert.match(page, /## What failed\n\n- broker-down with replace: right fix replace did not/)
})

test('what ran under Docker with another right fix displaces no row there', () => {
  const docker = { mode: 'docker' } as const
  const page = verificationPage(
    [
      { ...failed, ...docker },
      { ...replaced, ...docker },
    ],
    [twoFixes],
  )
  assert.match(page.split('## Under Docker')[1] ?? '', /\| start \| none \| 90 s \| \*\*failed/)
  assert.match(page, /\| broker-down \| replace \| {2}\| {2}\| not run yet/)
})

test('the page shows the last run of each scenario, in the order of the catalogue', () => {
  const noop = { ...good, scenario: 'noop', startedAt: '2026-11-25T10:00:00Z' }
  const gone = { ...good, scenario: 'was-renamed' }
  const page = verificationPage(
    [failed, good, noop, gone, good, good],
    [control, brokerDown, { ...control, id: 'new' }],
  )
  assert.match(
    page,
    /\*\*2 of 3 passed\*\*, 1 of them three times in a row or more\. Together these runs took 3 minutes/,
  )
  assert.match(page, /\(2026-11-24 to 2026-11-25\), with the training rules, on 2 cores and 24 GB/)
  assert.match(page, /Never run: new\./)
  assert.deepEqual(page.match(/^\| [a-z-]+ (?=\|[^|]*\| start)/gm), ['| noop ', '| broker-down '])
  assert.match(page, /\| 3 of 4 \|/)
  assert.doesNotMatch(page, /was-renamed|What failed/)
})

test('the page shows the evidence, and what a slow injection had raised before its end', () => {
  const slow = good.alerts.map(each => ({ ...each, firedAfter: 3, firedAfterFirstAct: 17 }))
  const page = verificationPage([{ ...good, alerts: slow }], [brokerDown])
  assert.match(page, /\| 3 s \(17 s\) \| 14 s \|/)
  assert.match(page, /\| broker-down \| Fenced: 1\.23 \| start: 12 s \|/)
})

const { evidence: _, ...unproven } = good
const short = { ...good, fixes: good.fixes.filter(({ kind }) => kind === 'right') }
const renamed = good.fixes.map(fix => (fix.kind === 'wrong' ? { ...fix, fix: 'add-disk' } : fix))
for (const [what, lesser] of [
  ['left its wrong fixes out', short],
  ['held another wrong fix only', { ...good, fixes: renamed }],
  ['shows no evidence of the fault', unproven],
  ['ran files that are in no commit', { ...good, commit: '1fd4fa2-dirty' }],
] as const) {
  test(`a run that ${what} does not count as one more in a row, unless it failed`, () => {
    const streak = (...runs: ScenarioResult[]) => streakOf(runs, brokerDown)
    assert.deepEqual(streak(good, lesser, good), { runs: 2, inARow: 2 })
    assert.deepEqual(streak(good, { ...lesser, problems: ['late'] }, good), { runs: 3, inARow: 1 })
  })
}

test('where there is no fault, neither evidence nor wrong fixes are asked for', () => {
  const quiet = { ...unproven, scenario: 'noop', fixes: [] }
  assert.deepEqual(streakOf([quiet, quiet], control), { runs: 2, inARow: 2 })
})

test('a line of the record that cannot be read is named', async () => {
  const file = join(makeTemporaryFolder('firedrill-record-'), 'runs.jsonl')
  await writeFile(file, `${JSON.stringify(good)}\n[{\n`)
  await assert.rejects(openJsonLines(file), /runs\.jsonl:2 cannot be read/)
})

test('docs/verification.md says what its record says', async () => {
  const docs = join(import.meta.dirname, '..', '..', 'docs')
  const { results } = await openJsonLines<ScenarioResult>(join(docs, 'verification.jsonl'))
  const page = await readFile(join(docs, 'verification.md'), 'utf8')
  assert.equal(page, verificationPage(results, scenarios))
})
