import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Config } from '../src/config.ts'
import { createControlClient } from '../src/control-client.ts'
import { type Layout, layoutOf } from '../src/layout.ts'
import { findMarked } from '../src/mark.ts'
import { endOrphans } from '../src/orphans.ts'
import { poll } from '../src/polling.ts'
import { type StartedSupervisor, startSupervisor } from '../src/start-supervisor.ts'
import { temporaryConfig } from './fixtures/stack.ts'

const main = join(import.meta.dirname, 'fixtures', 'supervisor.ts')

describe('a supervisor in a process of its own', () => {
  let config: Config
  let layout: Layout
  let dispose: () => void
  let supervisor: StartedSupervisor

  beforeEach(async () => {
    ;({ config, dispose } = temporaryConfig())
    layout = layoutOf(config)
    supervisor = await startSupervisor(config, layout, { node: process.execPath }, main)
    await poll(() => names().length === 3, { seconds: 10 })
  })
  afterEach(async () => {
    await endOrphans({ stateDir: config.stateDir, layout, graceSeconds: 1 })
    dispose()
  })

  const names = () =>
    findMarked(config.stateDir)
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b))
  const nobodyLeft = () => poll(() => names().length === 0, { seconds: 10 })

  function ask(method: string, path: string): Promise<{ status: number; body: unknown }> {
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath: layout.controlSocket, method, path }, async answer => {
        const text = (await answer.toArray()).join('')
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) })
      })
      asked.on('error', reject).end()
    })
  }

  it('answers on the control socket', async () => {
    const { status, body } = await ask('GET', '/processes')
    assert.equal(status, 200)
    assert.deepEqual(
      (body as { name: string; state: string }[]).map(({ name, state }) => `${name} ${state}`),
      ['patient running', 'stubborn running'],
    )
    const one = await ask('GET', '/processes/patient')
    assert.deepEqual(
      Object.keys(one.body as object).sort((a, b) => a.localeCompare(b)),
      ['desired', 'name', 'pid', 'restarts', 'startedAt', 'state'],
    )
    const stopped = await ask('POST', '/processes/patient/stop')
    assert.equal((stopped.body as { state: string }).state, 'stopped')
    assert.equal((await ask('POST', '/processes/patient/start')).status, 200)
  })

  it('refuses names and actions it does not know', async () => {
    for (const [method, path] of [
      ['GET', '/processes/init'],
      ['POST', '/processes/init/kill'],
      ['POST', '/processes/patient/eat'],
      ['DELETE', '/processes/patient'],
      ['GET', '/elsewhere'],
    ] as const) {
      assert.equal((await ask(method, path)).status, 404, `${method} ${path}`)
    }
    assert.equal(names().length, 3)
  })

  it('stops everything when it is asked to', async () => {
    await createControlClient(layout.controlSocket).shutdown()
    await supervisor.ended
    assert.deepEqual(names(), [])
    assert.equal(await createControlClient(layout.controlSocket).stack(), undefined)
  })

  it('starts nothing any more once it is being stopped', async () => {
    await createControlClient(layout.controlSocket).shutdown()
    // One that had no time to begin to ignore signals ends at once, and the supervisor with it.
    const gone = { status: 409 }
    const { status } = await ask('POST', '/processes/patient/start').catch(() => gone)
    assert.equal(status, 409)
    await supervisor.ended
    assert.deepEqual(names(), [])
  })

  it('stays when it was detached from its launcher', async () => {
    supervisor.detach()
    assert.equal(await poll(() => names().length < 3, { seconds: 1 }), false)
  })

  it('leaves processes behind when it is killed, which are then found and ended', async () => {
    const pid = findMarked(config.stateDir).find(({ name }) => name === 'supervisor')?.pid
    process.kill(pid ?? 0, 'SIGKILL')
    await supervisor.ended
    assert.deepEqual(names(), ['patient', 'stubborn'])
    const ended = await endOrphans({ stateDir: config.stateDir, layout, graceSeconds: 1 })
    assert.deepEqual(
      ended.sort((a, b) => a.localeCompare(b)),
      ['patient', 'stubborn'],
    )
    assert.deepEqual(names(), [])
  })

  it('is replaced when it is frozen, together with its processes', async () => {
    const pid = findMarked(config.stateDir).find(({ name }) => name === 'supervisor')?.pid
    process.kill(pid ?? 0, 'SIGSTOP')
    await endOrphans({ stateDir: config.stateDir, layout, graceSeconds: 1 })
    assert.ok(await nobodyLeft())
  })
})

describe('a launcher that dies', () => {
  it('takes the stack along, unless it has let go of it', async () => {
    const { config, dispose } = temporaryConfig()
    const layout = layoutOf(config)
    const launcher = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures', 'launcher.ts')],
      {
        env: { PATH: config.path, FIREDRILL_STATE_DIR: config.stateDir },
        stdio: 'ignore',
      },
    )
    assert.ok(await poll(() => findMarked(config.stateDir).length === 3, { seconds: 10 }))
    launcher.kill('SIGKILL')
    assert.ok(await poll(() => findMarked(config.stateDir).length === 0, { seconds: 10 }))
    await endOrphans({ stateDir: config.stateDir, layout })
    dispose()
  })
})
