import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { whileStartingAlone } from '../src/start-lock.ts'

describe('two starts at once', () => {
  let run: string
  beforeEach(() => {
    run = mkdtempSync(join(tmpdir(), 'firedrill-lock-'))
  })
  afterEach(() => rmSync(run, { recursive: true }))

  it('are refused: the second one names the first', async () => {
    const script = join(run, 'native', 'src', 'main.ts')
    mkdirSync(join(run, 'native', 'src'), { recursive: true })
    writeFileSync(script, 'setInterval(() => {}, 1000)')
    const other = spawn(process.execPath, [script], { stdio: 'ignore' })
    writeFileSync(join(run, 'start.lock'), String(other.pid))
    const start = () => whileStartingAlone({ run }, () => Promise.resolve('started'))
    await assert.rejects(start(), { code: 'STARTING', message: new RegExp(`pid ${other.pid}`) })
    other.kill('SIGKILL')
    await new Promise(resolve => other.once('exit', resolve))
    assert.equal(await start(), 'started')
  })

  it('are possible one after the other, whatever becomes of the first', async () => {
    const failing = whileStartingAlone({ run }, () => Promise.reject(new Error('port taken')))
    await assert.rejects(failing, /port taken/)
    assert.equal(await whileStartingAlone({ run }, () => Promise.resolve(2)), 2)
  })
})
