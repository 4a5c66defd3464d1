import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { mitigatePage } from '../src/runbooks/mitigate-page.ts'
import type { Ran } from '../src/runbooks/run-command.ts'
import { makeChaos, runIn } from './drill-runs.ts'
import { makeFolder, noStack, ok, pageOf } from './runbook-folder.ts'

const page = pageOf({ diagnosis: ['top -b -n 1'], mitigation: ['stop it', 'reset it', 'start it'] })

interface Given {
  readonly text?: string
  /** The state of the run of broker-down at each look; the last one goes on. */
  readonly states?: Parameters<typeof runIn>[0][]
}

/** @param fires whether the alert fires at each look; the last answer goes on */
function setUp(
  t: TestContext,
  fires: readonly boolean[],
  answer: (text: string) => Ran,
  { text = page, states = ['ACTIVE'] }: Given = {},
) {
  const { parts, say, ...folder } = makeFolder(t, { X: text }, answer)
  const looks: string[] = []
  const alerts = async () => {
    const now = fires[looks.length] ?? fires.at(-1) ?? false
    looks.push(folder.outputs('X').some(Boolean) ? 'written' : 'not written')
    return { firing: new Set(now ? ['X', 'Other'] : ['Other']), pending: new Set<string>() }
  }
  const withinSeconds = fires.includes(false) ? 60 : 0.05
  const resolved = { alerts, quietLooks: 2, withinSeconds, everyMs: 1 }
  const chaos = makeChaos(states.map(state => runIn(state)))
  return { ...folder, looks, parts: { ...parts, say, resolved, chaos, commandMs: 5000 } }
}

test('the mitigation is run in its order, and shown once the alert is resolved', async t => {
  const { parts, asked, looks, read, outputs } = setUp(t, [true, true, false], text =>
    ok(`${text}: done in /somewhere/firedrill`),
  )
  assert.equal(await mitigatePage(parts, 'broker-down', 'X'), 3)
  assert.deepEqual(asked, ['stop it', 'reset it', 'start it'])
  assert.deepEqual(looks, Array(4).fill('not written'))
  const shown = asked.map(text => `${text}: done in .`)
  assert.deepEqual(outputs('X'), [undefined, ...shown])
  assert.equal(read('X').match(/During `broker-down` \(2026-11-24\):/g)?.length, 3)
})

for (const [what, ran, said] of [
  ['fails', { output: 'no such group', exitCode: 1 }, /exit code 1: reset it\nno such group/],
  ['does not end', { output: '', exitCode: undefined }, /did not end: reset it\n\(no answer/],
  ['is misspelt', ok('resett is not a recognized option'), /not a recognized option: reset it/],
  ['refuses with exit code 0', ok('\nError: the group is Stable.'), /Error: the group is Stable/],
  ['tells of a failure only', ok('done\nError while executing it'), /Error while executing it: /],
] as const) {
  test(`a command that ${what} is quoted, and ends it with nothing written`, async t => {
    const { parts, asked, read } = setUp(t, [true], text =>
      text === 'reset it' ? ran : ok('done'),
    )
    await assert.rejects(mitigatePage(parts, 'broker-down', 'X'), said)
    assert.deepEqual([asked, read('X')], [['stop it', 'reset it'], page])
  })
}

test('a wait may have failed before, and its end is shown', async t => {
  const text = pageOf({ diagnosis: [], mitigation: ['until elect it; do sleep 5; done'] })
  const failures = Array.from({ length: 20 }, () => 'Error completing leader election').join('\n')
  const answer = () => ok(`${failures}\nSuccessfully completed`)
  const { parts, outputs } = setUp(t, [true, false], answer, { text })
  assert.equal(await mitigatePage(parts, 'broker-down', 'X'), 1)
  assert.match(outputs('X')[0] ?? '', /\nSuccessfully completed$/)
})

test('an alert that is not resolved in time is said, and nothing is written', async t => {
  const { parts, asked, said, read } = setUp(t, [true], () => ok('done'))
  await assert.rejects(mitigatePage(parts, 'broker-down', 'X'), /not within 0.05 s: X is resolved/)
  assert.deepEqual(said, [...asked, 'waiting until it is resolved, 0.05 s at most'])
  assert.equal(read('X'), page)
})

test('while the alert does not fire, or no stack runs, no command is run', async t => {
  const silent = setUp(t, [false], () => ok('done'))
  await assert.rejects(mitigatePage(silent.parts, 'broker-down', 'X'), /does not fire: X/)
  const absent = setUp(t, [true], () => noStack)
  await assert.rejects(mitigatePage(absent.parts, 'broker-down', 'X'), /no stack runs from/)
  assert.deepEqual([silent.asked, absent.asked], [[], []])
})

test('a page whose mitigation has no command is refused', async t => {
  const text = pageOf({ diagnosis: [], mitigation: [] })
  const { parts } = setUp(t, [true], () => ok('done'), { text })
  await assert.rejects(mitigatePage(parts, 'broker-down', 'X'), /mitigation has no command: X/)
})

test('without an active run of the drill no command is run', async t => {
  const fixed = setUp(t, [true], () => ok('done'), { states: ['FIXED'] })
  const said = /no run of broker-down is active \(the last one is FIXED\): .* --detach/
  await assert.rejects(mitigatePage(fixed.parts, 'broker-down', 'X'), said)
  await assert.rejects(mitigatePage(fixed.parts, 'noop', 'X'), /no run of noop is active: /)
  assert.deepEqual(fixed.asked, [])
})

test('what a run ended that met its time limit is not written', async t => {
  const states = ['ACTIVE', 'ACTIVE', 'EXPIRED'] as const
  const { parts, asked, read } = setUp(t, [true, false], () => ok('done'), { states: [...states] })
  await assert.rejects(mitigatePage(parts, 'broker-down', 'X'), /the run has ended \(EXPIRED\)/)
  assert.deepEqual([asked.length, read('X')], [3, page])
})

test('what was done by hand has no run', async t => {
  const { parts, read } = setUp(t, [true, false], () => ok('done'), { states: [] })
  assert.equal(await mitigatePage(parts, 'a stopped exporter', 'X'), 3)
  assert.match(read('X'), /During a stopped exporter \(/)
})
