import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AskForEnd, PutBack } from '../src/runbooks/drill-run.ts'
import { untilResolved } from '../src/runbooks/until-resolved.ts'

type Seen = 'firing' | 'pending' | 'nothing' | 'an error'

/** @returns how many looks it took; three quiet ones are wanted */
async function looksAt(seen: readonly Seen[], askForEnd?: AskForEnd): Promise<number> {
  let looks = 0
  const alerts = async () => {
    const now = seen[looks] ?? 'nothing'
    looks += 1
    if (now === 'an error') throw new Error('Prometheus answered 503')
    const named = (state: Seen) => new Set(state === now ? ['X', 'Other'] : ['Other'])
    return { firing: named('firing'), pending: named('pending') }
  }
  await untilResolved({ alerts, quietLooks: 3, withinSeconds: 60, everyMs: 1 }, 'X', askForEnd)
  return looks
}

for (const [what, seen] of [
  ['an alert that a restart hides for a moment', 'firing'],
  ['an alert that is about to fire again', 'pending'],
  ['a question that fails', 'an error'],
] as const) {
  test(`${what} begins the row of quiet looks anew`, async () => {
    assert.equal(await looksAt(['firing', 'nothing', 'nothing', seen]), 7)
  })
}

test('a run that cannot be asked for begins the row anew', async () => {
  let asked = 0
  const askForEnd = async () => {
    asked += 1
    if (asked === 3) throw new Error('connection refused')
    return undefined
  }
  assert.equal(await looksAt([], askForEnd), 5)
  assert.equal(asked, 6)
})

test('the end of the run is held against an alert at once', async () => {
  const end = (isFixed: boolean) => async (): Promise<PutBack> => ({ isFixed, text: 'Halted' })
  await assert.rejects(looksAt([], end(false)), /the run has ended \(Halted\)/)
  await assert.rejects(looksAt(['firing'], end(true)), /X still fires/)
  assert.equal(await looksAt([], end(true)), 3)
})
