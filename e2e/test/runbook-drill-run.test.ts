import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasons } from '../../services/chaos/src/runs/revert.ts'
import { fixedText, followRun, objectionTo } from '../src/runbooks/drill-run.ts'
import type { Run } from '../src/stack/chaos-types.ts'
import { makeChaos, runIn } from './drill-runs.ts'

/** What is held against an alert that is resolved, or still fires, when its run has become this. */
async function objection(run: Run, fires = false) {
  const askForEnd = await followRun(makeChaos([runIn('ACTIVE'), run]), 'broker-down')
  return objectionTo(await askForEnd(), { alert: 'X', fires })
}

test('a run that is under way, or ended because it was fixed, proves a mitigation', async () => {
  assert.equal(await objection(runIn('ACTIVE')), undefined)
  assert.equal(await objection(runIn('FIXED'), true), undefined)
  for (const state of ['REVERTING', 'RECOVERED', 'REVERT_FAILED'] as const) {
    assert.equal(await objection({ ...runIn(state, fixedText), recovered: true }), undefined)
  }
})

test('a run that ended for any other reason proves none, even if it was fixed before', async () => {
  for (const [reason, text] of Object.entries(reasons)) {
    const ended = await objection({ ...runIn('RECOVERED', text), recovered: true })
    assert.equal(ended === undefined, reason === 'fixed', reason)
  }
  assert.match((await objection(runIn('EXPIRED'))) ?? '', /has ended \(EXPIRED\), which resolves X/)
})

test('an alert that fires while a fixed run is put back proves none', async () => {
  const run = { ...runIn('REVERTING', fixedText), recovered: true }
  assert.match((await objection(run, true)) ?? '', /X still fires while the rest of the run/)
})
