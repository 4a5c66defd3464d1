import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { layoutOf } from '../src/layout.ts'
import { tail } from '../src/log-tail.ts'
import { poll } from '../src/polling.ts'
import { isAlive } from '../src/procfs.ts'
import type { ProcessSpec } from '../src/stack/process-spec.ts'
import { createLaunch } from '../src/supervisor/launch.ts'
import { ManagedProcess } from '../src/supervisor/managed-process.ts'
import { deaf, forever, scriptSpec, temporaryConfig } from './fixtures/stack.ts'

const policy = { firstDelayMs: 50, maxDelayMs: 400, resetAfterMs: 10_000 }

describe('a managed process', () => {
  let managed: ManagedProcess
  let dispose: () => void
  let folder: string
  let manage: (spec: ProcessSpec) => ManagedProcess

  beforeEach(() => {
    const temporary = temporaryConfig()
    const launch = createLaunch(temporary.config, layoutOf(temporary.config))
    dispose = temporary.dispose
    folder = temporary.config.stateDir
    manage = spec => {
      managed = new ManagedProcess({ spec, policy, launch, log: () => {} })
      return managed
    }
  })
  afterEach(async () => {
    await managed.kill()
    dispose()
  })

  async function startedPid(spec: ProcessSpec): Promise<number> {
    await manage(spec).start()
    const { pid } = managed.view()
    assert.ok(pid)
    return pid
  }

  const revived = (times: number) =>
    poll(() => managed.view().restarts >= times && managed.view().state === 'running', {
      seconds: 10,
      everyMs: 10,
    })

  it('is revived when it is killed by somebody else', async () => {
    const pid = await startedPid(scriptSpec('a', forever))
    process.kill(pid, 'SIGKILL')
    assert.ok(await revived(1))
    const view = managed.view()
    assert.notEqual(view.pid, pid)
    assert.equal(view.lastExit?.signal, 'SIGKILL')
  })

  it('is revived when it ends by itself, even without an error, later each time', async () => {
    await startedPid(scriptSpec('a', ''))
    const begin = Date.now()
    assert.ok(await poll(() => managed.view().restarts >= 3, { seconds: 10, everyMs: 5 }))
    assert.ok(Date.now() - begin >= 50 + 100 + 200)
    assert.equal(managed.view().lastExit?.code, 0)
  })

  for (const act of ['stop', 'kill'] as const) {
    it(`stays down after ${act}, until it is started`, async () => {
      const pid = await startedPid(scriptSpec('a', forever))
      await managed[act]()
      assert.equal(isAlive(pid), false)
      const { state, desired, restarts } = managed.view()
      assert.deepEqual(
        { state, desired, restarts },
        { state: 'stopped', desired: 'stopped', restarts: 0 },
      )
      assert.equal(await poll(() => managed.view().state !== 'stopped', { seconds: 0.5 }), false)
      await managed.start()
      assert.equal(managed.view().state, 'running')
    })
  }

  it('is not revived when it is stopped between two lives', async () => {
    await startedPid(scriptSpec('a', ''))
    assert.ok(await poll(() => managed.view().state === 'restarting', { seconds: 5, everyMs: 2 }))
    await managed.stop()
    const { restarts } = managed.view()
    assert.equal(await poll(() => managed.view().restarts > restarts, { seconds: 1 }), false)
    assert.equal(managed.view().state, 'stopped')
  })

  it('is killed when it does not heed the request to stop', async () => {
    const script = `${deaf}; require('node:fs').writeFileSync('ready', '')`
    await startedPid(scriptSpec('a', script, { cwd: folder }))
    assert.ok(await poll(() => existsSync(join(folder, 'ready')), { seconds: 5 }))
    await managed.stop()
    assert.equal(managed.view().lastExit?.signal, 'SIGKILL')
  })

  it('freezes and goes on as the same process', async () => {
    const pid = await startedPid(scriptSpec('a', forever))
    await managed.pause()
    assert.equal(managed.view().state, 'paused')
    assert.equal(managed.view().desired, 'running')
    await managed.resume()
    assert.equal(managed.view().state, 'running')
    assert.equal(managed.view().pid, pid)
  })

  it('can be stopped while it is frozen', async () => {
    await startedPid(scriptSpec('a', forever))
    await managed.pause()
    await managed.stop()
    assert.equal(managed.view().lastExit?.signal, 'SIGTERM')
  })

  it('takes its own children along', async () => {
    const script = `const { pid } = require('node:child_process').spawn('sleep', ['60']);
      require('node:fs').writeFileSync('child.pid', String(pid)); ${forever}`
    const pid = await startedPid(scriptSpec('a', script, { cwd: folder }))
    const child = Number(await poll(() => tail(join(folder, 'child.pid'), 1), { seconds: 5 }))
    assert.ok(isAlive(child))
    process.kill(pid, 'SIGKILL')
    assert.ok(await poll(() => !isAlive(child), { seconds: 5 }))
  })

  it('has failed when its program is not there', async () => {
    await manage(scriptSpec('a', '', { command: '/nowhere/program' })).start()
    assert.ok(await poll(() => managed.view().state === 'failed', { seconds: 5 }))
  })
})
