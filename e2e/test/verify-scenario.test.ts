import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScenarioResult } from '../src/verify/result.ts'
import { verifyScenario } from '../src/verify/verify-scenario.ts'
import { type Behaviour, limits, scenario, simulateStack, wellBehaved } from './simulated-stack.ts'

const silent = { begin: () => ({ step: ignore, look: ignore, end: ignore }) }

function ignore(): void {}

async function verify(
  spoiled: Partial<Behaviour>,
  changed = scenario,
  whileFiring?: (id: string, alerts: readonly string[]) => Promise<void>,
) {
  const stack = simulateStack({ ...wellBehaved, ...spoiled })
  const result: ScenarioResult = await verifyScenario(
    {
      ...{ ...stack, progress: silent, limits, tickMs: 5, whileFiring },
      signal: new AbortController().signal,
      provenance: { commit: '1fd4fa2', profile: 'training' },
    },
    { scenario: changed, rightFix: changed.fixes.right[0]?.id, withWrongFixes: true },
    1,
  )
  return { ...result, run: await stack.current() }
}

test('a stack that does what the scenario says passes', async () => {
  const { problems, alerts, fixes } = await verify({})
  assert.deepEqual(problems, [])
  assert.equal(alerts[0]?.firedAfter, 0)
  assert.equal(alerts[0]?.needed, 14)
  assert.deepEqual(
    fixes.map(({ fix, passed }) => [fix, passed]),
    [
      ['restart-others', true],
      ['start', true],
    ],
  )
})

test('the result says how many orders a second there were before the fault', async () => {
  assert.equal((await verify({})).ordersPerSecond, 250)
})

test('an expected alert that never fires fails, and the run is put back', async () => {
  const { problems, run } = await verify({ fires: [] })
  assert.match(problems[0] ?? '', /did not fire: BrokerDown/)
  assert.equal(run.state, 'RECOVERED')
})

test('an alert that nobody expects fails; one that may fire does not', async () => {
  const fires = ['BrokerDown', 'IsrShrinking', 'OffsetRewound']
  const { problems, unexpected, allowed } = await verify({ fires })
  assert.deepEqual(problems, ['unexpected: OffsetRewound'])
  assert.deepEqual([unexpected, allowed], [['OffsetRewound'], ['IsrShrinking']])
})

test('an alert that was over before the fault is not of its doing', async () => {
  const { problems, unexpected } = await verify({ before: ['OffsetRewound'] })
  assert.deepEqual([problems, unexpected], [[], []])
})

test('an alert that was about to fire before the fault is waited for', async () => {
  const { problems, allowed, unexpected } = await verify({ about: ['ThroughputDrop'] })
  assert.deepEqual([problems, allowed, unexpected], [[], [], []])
  // Unless the scenario allows it.
  assert.deepEqual((await verify({ about: ['IsrShrinking'] })).allowed, ['IsrShrinking'])
})

test('a run of somebody else is waited for', async () => {
  assert.deepEqual((await verify({ foreignLooks: 2 })).problems, [])
  assert.match((await verify({ foreignLooks: 1000 })).problems.join(), /run other of noop/)
})

test('an alert that held up the start is not of its doing either', async () => {
  const { problems, unexpected, run } = await verify({ whileRefused: ['OffsetRewound'] })
  assert.deepEqual([problems, unexpected, run.state], [[], [], 'RECOVERED'])
})

test('a wrong fix that helps fails', async () => {
  const { problems } = await verify({ wrongFixHelps: true })
  assert.ok(problems.includes('wrong fix restart-others cured the fault'))
})

test('a wrong fix that ends the fault fails, though neither run nor alert has noticed', async () => {
  const { problems, fixes } = await verify({ wrongFixHelpsUnseen: true })
  assert.deepEqual(problems, ['no evidence of the fault after wrong fix restart-others'])
  assert.equal(fixes[0]?.passed, false)
})

test('a wrong fix that helps only after its hold fails too', async () => {
  const late = { wrongFixHelpsUnseen: true, wrongFixHelpsAfterMs: 90 }
  const { problems, fixes } = await verify(late)
  assert.ok(problems.includes('wrong fix restart-others cured the fault'), problems.join())
  assert.equal(fixes[0]?.passed, false)
})

test('a wrong fix that silences one of the expected alerts fails, unless that is known', async () => {
  const fires = scenario.expect.fires.flatMap(each => [each, { ...each, alert: 'Urp' }])
  const stack = { fires: ['BrokerDown', 'Urp'], wrongFixSilences: ['Urp'] }
  const problems = async (...silences: string[]) => {
    const wrong = scenario.fixes.wrong.map(fix => ({ ...fix, silences }))
    const expect = { ...scenario.expect, fires }
    const changed = { ...scenario, expect, fixes: { ...scenario.fixes, wrong } }
    return (await verify(stack, changed)).problems
  }
  assert.deepEqual(await problems(), ['wrong fix restart-others silenced Urp'])
  assert.deepEqual(await problems('Urp'), [])
})

test('a fault without evidence fails, whatever its alerts say', async () => {
  const { problems, evidence } = await verify({ evident: false })
  assert.equal(problems[0], 'no evidence: A broker is fenced')
  assert.equal(evidence, undefined)
  assert.deepEqual((await verify({})).evidence, { text: 'A broker is fenced', value: 1 })
})

test('an alert that fires only while a fix is on its way is seen', async () => {
  assert.deepEqual((await verify({ whileFixing: ['OffsetRewound'] })).unexpected, ['OffsetRewound'])
})

test('a right fix that does not help fails', async () => {
  const { problems } = await verify({ rightFixHelps: false })
  assert.match(problems.join(), /right fix start did not recover.*still firing after the right fix/)
})

test('residue fails and names what was left behind', async () => {
  const residue = [{ path: 'processes.kafka-2', before: 'running', after: 'stopped' }]
  const { problems } = await verify({ residue })
  assert.deepEqual(problems, ['left behind: processes.kafka-2'])
})

test('a run that cannot be put back fails', async () => {
  const { problems } = await verify({ endState: 'REVERT_FAILED' })
  assert.match(problems.join(), /ended in REVERT_FAILED/)
})

test('an alert that stays after the revert fails', async () => {
  const { problems } = await verify({ always: ['BrokerDown'] })
  assert.match(problems.join(), /fires or is about to after the revert: BrokerDown/)
})

test('a control scenario passes in silence and fails with any alert', async () => {
  const control = {
    ...scenario,
    expect: { fires: [], mayFire: [] },
    evidence: null,
    fixes: { right: [], wrong: [] },
  }
  assert.deepEqual((await verify({ fires: [] }, control)).problems, [])
  assert.deepEqual((await verify({ fires: ['LagHigh'] }, control)).problems, [
    'unexpected: LagHigh',
  ])
})

test('who wants to look while alerts fire is called before the fixes, with the known ones', async () => {
  const calls: unknown[] = []
  const fires = ['OffsetRewound', 'IsrShrinking', 'BrokerDown']
  const { fixes } = await verify({ fires }, scenario, async (id, alerts) => {
    calls.push([id, ...alerts])
  })
  assert.deepEqual(calls, [['broker-down', 'BrokerDown', 'IsrShrinking']])
  assert.equal(fixes.length, 2)
})

test('an allowed alert that begins while somebody looks is looked at as well', async () => {
  const fires = ['BrokerDown']
  const calls: string[][] = []
  await verify({ fires }, scenario, async (_id, alerts) => {
    calls.push([...alerts])
    if (calls.length === 1) fires.push('IsrShrinking')
  })
  assert.deepEqual(calls, [['BrokerDown'], ['IsrShrinking']])
})

test('nobody looks when an expected alert is missing, and a look that fails is a problem', async () => {
  let calls = 0
  const look = async () => {
    calls += 1
    throw new Error('the page is gone')
  }
  await verify({ fires: [] }, scenario, look)
  assert.equal(calls, 0)
  const { problems } = await verify({}, scenario, look)
  assert.deepEqual(problems, ['the page is gone'])
})
