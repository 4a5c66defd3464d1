import assert from 'node:assert/strict'
import { beforeEach, type TestContext, test } from 'node:test'
import { eventually } from '../../src/polling.ts'
import { isOver, type Run, runStates } from '../../src/stack/chaos-types.ts'
import { connect } from './support/running-stack.ts'

const stack = connect()
const { chaos } = stack
const { killScenarios } = stack.config

/** Long enough for a follower to leave the ISR and for an election. */
const injectSeconds = 150
/** Longer than a revert may take after a restart. */
const revertSeconds = 420

beforeEach(() => stack.quiet())

for (const scenario of await chosenScenarios()) {
  for (const state of ['INJECTING', 'ACTIVE', 'REVERTING'] as const) {
    test(`killed in ${state} of ${scenario}, the chaos service puts everything back and says so`, async t => {
      const settings = await readSettings()
      const { pid } = await stack.find('chaos')
      assert.ok(pid !== undefined)
      const { id } = await chaos.start(scenario)
      if (state === 'REVERTING') {
        await reaches(id, 'ACTIVE')
        await chaos.stop(id)
      }
      await reaches(id, state)
      process.kill(pid, 'SIGKILL')

      await stack.revived('chaos', pid)
      const run = await stack.finished(id, revertSeconds)
      assert.equal(run.state, 'RECOVERED', run.message)
      assert.deepEqual(run.residue, [])
      assert.equal(whereItEnded(t, run, state), state)
      await stack.healthy(120)
      assert.deepEqual(await readSettings(), settings)
    })
  }
}

/** The ids to walk; `all` is the whole catalogue. */
async function chosenScenarios(): Promise<string[]> {
  if (!killScenarios.includes('all')) return killScenarios
  return (await chaos.scenarios()).map(({ id }) => id)
}

/** Looks often: to inject a setting or two takes a moment. */
function reaches(id: string, state: Run['state']) {
  const what = `the run is ${state}, or beyond`
  return eventually(what, injectSeconds, async () => isBeyond(await chaos.run(id), state), 5)
}

function isBeyond(run: Run, state: Run['state']): boolean {
  if (isOver(run)) throw new Error(`it is over: ${run.message}`)
  return runStates.indexOf(run.state) >= runStates.indexOf(state)
}

/** The state in which the kill came; INJECTING may be over before anybody can see it. */
function whereItEnded(t: TestContext, { timeline, message = '' }: Run, state: Run['state']) {
  const text = [...timeline.map(each => each.text), message].join('\n')
  const [, ended] = /The chaos service ended during ([A-Z_]+)/.exec(text) ?? []
  if (state !== 'INJECTING' || ended !== 'ACTIVE') return ended
  t.diagnostic('the faults were in place before the kill')
  return state
}

async function readSettings(): Promise<Record<string, unknown>> {
  const entries = Object.entries(stack.config.servicePorts)
    .filter(([name]) => name !== 'chaos')
    .map(async ([name, port]) => {
      const response = await fetch(`http://127.0.0.1:${port}/settings`)
      return [name, await response.json()] as const
    })
  return Object.fromEntries(await Promise.all(entries))
}
