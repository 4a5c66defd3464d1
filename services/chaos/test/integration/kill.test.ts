import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RunState } from '../../src/runs/run.ts'
import { createChaosProcess } from '../support/chaos-process.ts'
import { freePort, root, startMiniStack } from '../support/mini-stack.ts'
import { until } from '../support/service.ts'
import { makeFolder } from '../support/stack-double.ts'

const brokers = process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292'
const ledger =
  process.env.TEST_LEDGER_URL ?? 'postgres://firedrill:firedrill@127.0.0.1:15432/firedrill'

for (const state of ['INJECTING', 'ACTIVE', 'REVERTING'] satisfies RunState[]) {
  test(`kill -9 in ${state}: the next start reverts everything, and the run says so`, async t => {
    const folder = makeFolder()
    const port = await freePort()
    const { socket, supervisor } = await startMiniStack(t, folder, [
      {
        name: 'email',
        args: [join(root, 'services/consumer/src/main.ts')],
        env: {
          ...{ SERVICE_NAME: 'email', HTTP_PORT: String(port), DATA_DIR: join(folder, 'email') },
          ...{ KAFKA_BROKERS: brokers, LEDGER_URL: ledger, LOG_LEVEL: 'silent' },
          // A group of its own, without topics: it must not take part in the real stack's.
          ...{ HANDLER: 'email', GROUP_ID: '' },
        },
      },
    ])
    await until(
      'email answers',
      async () => {
        const reply = await fetch(`http://127.0.0.1:${port}/settings`).catch(() => undefined)
        return reply?.ok === true || undefined
      },
      60,
    )
    const chaos = await createChaosProcess(t, {
      ...{ KAFKA_BROKERS: brokers, CONTROL_SOCKET: socket, DATA_DIR: join(folder, 'chaos') },
      SERVICE_URLS: `email=http://127.0.0.1:${port}`,
    })
    await chaos.start()
    const stateOfEmail = () => supervisor.find('email')?.view().state

    const run = await chaos.post('/runs', { scenario: 'consumers-gone', force: true })
    if (state === 'REVERTING') {
      await chaos.follow(run.id, event => event.state === 'ACTIVE')
      assert.equal(stateOfEmail(), 'stopped')
      await chaos.post('/halt', { reason: 'test' })
    }
    await chaos.follow(run.id, event => event.state === state)
    await chaos.kill()

    await chaos.start()
    const ended = await until(
      'the run is over',
      async () => {
        const now = await chaos.run(run.id)
        return ['RECOVERED', 'REVERT_FAILED'].includes(now.state) ? now : undefined
      },
      60,
    )
    // On a shared cluster, tests beside this one may delete their topics meanwhile.
    const ours = ended.residue.filter(({ path }) => !path.startsWith('partitions/'))
    assert.deepEqual(ours, [])
    assert.equal(stateOfEmail(), 'running')
    assert.match(ended.message ?? '', new RegExp(`^The chaos service ended during ${state}\\.`))
    const said = ended.timeline.map(({ text }) => text)
    assert.ok(said.includes(`The chaos service ended during ${state}`))
  })
}
