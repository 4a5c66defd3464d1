import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { layoutOf } from '../src/layout.ts'
import { tail } from '../src/log-tail.ts'
import { assertReachableForOthers } from '../src/preflight/postgres-folder.ts'
import { removeStalePostgresLock } from '../src/prepare/postgres-data.ts'
import { trimLogs } from '../src/supervisor/log-files.ts'

describe('files of native mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-files-'))
  after(() => rmSync(folder, { recursive: true }))

  it('logs are bounded, and the latest part is kept', () => {
    const path = join(folder, 'chatty.log')
    writeFileSync(path, 'x'.repeat(2000))
    trimLogs(folder, 1000)
    assert.equal(readFileSync(path, 'utf8'), '')
    assert.equal(readFileSync(`${path}.1`, 'utf8').length, 2000)
    writeFileSync(path, 'short')
    trimLogs(folder, 1000)
    assert.equal(readFileSync(path, 'utf8'), 'short')
  })

  it('the end of a log is read, whatever its size', () => {
    const path = join(folder, 'long.log')
    writeFileSync(path, Array.from({ length: 20_000 }, (_, n) => `line ${n}`).join('\n'))
    assert.equal(tail(path, 2), 'line 19998\nline 19999')
    assert.equal(tail(join(folder, 'absent.log'), 2), '')
  })

  it('a lock of PostgreSQL is removed when its process is no PostgreSQL', () => {
    const lock = join(folder, 'postmaster.pid')
    writeFileSync(lock, `${process.pid}\n${folder}\n`)
    removeStalePostgresLock(folder)
    assert.throws(() => readFileSync(lock))
  })

  it('a folder that the user postgres cannot pass is named', () => {
    const closed = join(folder, 'closed')
    mkdirSync(join(closed, 'project'), { recursive: true })
    chmodSync(folder, 0o755)
    chmodSync(closed, 0o700)
    const check = () => assertReachableForOthers(join(closed, 'project', '.firedrill'))
    assert.throws(check, { message: new RegExp(closed) })
    chmodSync(closed, 0o711)
    check()
  })

  it('the control socket has a path short enough for the kernel', () => {
    const deep = join('/', ...Array.from({ length: 20 }, () => 'a-long-folder'))
    const { controlSocket } = layoutOf({ stateDir: deep })
    assert.ok(controlSocket.length < 108)
    assert.notEqual(controlSocket, layoutOf({ stateDir: `${deep}x` }).controlSocket)
  })
})
