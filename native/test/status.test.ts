import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { parseMemory } from '../src/docker/status.ts'
import { formatStatus } from '../src/status-row.ts'

describe('status', () => {
  it('is a table with one row for each process and the sum of the memory', () => {
    const row = {
      state: 'running',
      pid: 7,
      restarts: 0,
      rssBytes: 2 ** 20,
      port: 1,
      problem: undefined,
    }
    const rows = [
      { ...row, process: 'kafka-1', healthy: true },
      { ...row, process: 'email', healthy: false, problem: 'paused', pid: undefined },
    ]
    const lines = stripVTControlCharacters(formatStatus(rows)).split('\n')
    assert.match(lines[1] ?? '', /^kafka-1 +running +7 +0 +1 +1 +healthy$/)
    assert.match(lines[2] ?? '', /^email +running +- +0 +1 +1 +paused$/)
    assert.equal(lines[3], 'Memory: 2 MB')
  })

  it('understands how Docker writes memory', () => {
    assert.equal(parseMemory('83.5MiB / 256MiB'), 83.5 * 2 ** 20)
    assert.equal(parseMemory('1.5GiB / 2GiB'), 1.5 * 2 ** 30)
    assert.equal(parseMemory('--'), 0)
  })
})
