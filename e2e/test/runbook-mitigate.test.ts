import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { mitigatePage } from '../src/runbooks/mitigate-page.ts'
import type { Ran } from '../src/runbooks/run-command.ts'
import { makeFolder, noStack, ok, pageOf } from './runbook-folder.ts'

const page = pageOf({ diagnosis: ['top -b -n 1'], mitigation: ['stop it', 'reset it', 'start it'] })

/** @param fires whether the alert fires at each look; the last answer goes on */
function setUp(t: TestContext, fires: readonly boolean[], answer: (text: string) => Ran) {
  const { parts, say, ...folder } = makeFolder(t, { X: page }, answer)
  const looks: string[] = []
  const firing = async () => {
    const now = fires[looks.length] ?? fires.at(-1) ?? false
    looks.push(folder.outputs('X').some(Boolean) ? 'written' : 'not written')
    return new Set(now ? ['X', 'Other'] : ['Other'])
  }
  const resolved = {
    firing,
    quietLooks: 2,
    withinSeconds: fires.includes(false) ? 60 : 0.05,
    everyMs: 1,
  }
  return { ...folder, looks, parts: { ...parts, say, resolved, commandMs: 5000 } }
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

test('an alert that a restart hides for a moment is not resolved', async t => {
  const fires = [true, false, true, false, false]
  const { parts, looks } = setUp(t, fires, () => ok('done'))
  await mitigatePage(parts, 'broker-down', 'X')
  assert.equal(looks.length, fires.length)
})

for (const [what, ran, said] of [
  ['fails', { output: 'no such group', exitCode: 1 }, /exit code 1: reset it\nno such group/],
  ['does not end', { output: '', exitCode: undefined }, /did not end: reset it\n\(no answer/],
  ['is misspelt', ok('resett is not a recognized option'), /not a recognized option: reset it/],
  ['refuses with exit code 0', ok('\nError: the group is Stable.'), /Error: the group is Stable/],
] as const) {
  test(`a command that ${what} is quoted, and ends it with nothing written`, async t => {
    const { parts, asked, read } = setUp(t, [true], text =>
      text === 'reset it' ? ran : ok('done'),
    )
    await assert.rejects(mitigatePage(parts, 'broker-down', 'X'), said)
    assert.deepEqual([asked, read('X')], [['stop it', 'reset it'], page])
  })
}

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
  const { parts, say } = makeFolder(t, { X: pageOf({ diagnosis: [], mitigation: [] }) }, () =>
    ok('done'),
  )
  const firing = async () => new Set(['X'])
  const resolved = { firing, quietLooks: 1, withinSeconds: 0.05, everyMs: 1 }
  const own = { ...parts, say, resolved, commandMs: 5000 }
  await assert.rejects(mitigatePage(own, 'broker-down', 'X'), /mitigation has no command: X/)
})
