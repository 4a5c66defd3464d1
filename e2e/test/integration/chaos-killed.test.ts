import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killChaos, killStates } from '../../src/kill/kill-chaos.ts'
import { connect } from '../../src/stack/running-stack.ts'

const stack = connect()

// One scenario on every change; `e2e/src/kill-walk.ts` walks the others.
for (const state of killStates) {
  test(`killed in ${state} of broker-down, the chaos service puts everything back and says so`, async t => {
    const { problems, killedIn, backAfter } = await killChaos(stack, 'broker-down', state)
    t.diagnostic(`killed in ${killedIn}, everything was put back after ${backAfter} s`)
    assert.deepEqual(problems, [])
  })
}
