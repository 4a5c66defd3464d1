import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { eventually } from '../../src/polling.ts'
import type { Run } from '../../src/stack/chaos-types.ts'
import { connect } from './support/running-stack.ts'

const stack = connect()
const { chaos } = stack

beforeEach(() => stack.quiet())

for (const state of ['INJECTING', 'ACTIVE', 'REVERTING'] as const) {
  test(`a chaos service killed in ${state} puts everything back and the run says so`, async () => {
    const settings = await readSettings()
    const { pid } = await stack.find('chaos')
    assert.ok(pid !== undefined)
    const { id } = await chaos.start('broker-down')
    if (state === 'REVERTING') {
      await reaches(id, 'ACTIVE')
      await chaos.stop(id)
    }
    await reaches(id, state)
    process.kill(pid, 'SIGKILL')

    await stack.revived('chaos', pid)
    const run = await stack.finished(id)
    assert.equal(run.state, 'RECOVERED', run.message)
    assert.deepEqual(run.residue, [])
    assert.match(textOf(run), new RegExp(`The chaos service ended during ${state}`))
    const broken = (await stack.status()).filter(({ healthy }) => !healthy)
    assert.deepEqual(broken, [])
    assert.deepEqual(await readSettings(), settings)
  })
}

// Injecting may be over soon, so this looks often.
function reaches(id: string, state: Run['state']) {
  return eventually(`the run is ${state}`, 60, async () => (await chaos.run(id)).state === state, 5)
}

function textOf({ timeline, message = '' }: Run): string {
  return [...timeline.map(({ text }) => text), message].join('\n')
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
