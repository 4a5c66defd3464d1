import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findRabbit } from '../src/servers/rabbitmq.ts'

test('the script is that of the first folder that has one, or none', t => {
  const folders = ['empty', 'first', 'second'].map(name => {
    const folder = mkdtempSync(join(tmpdir(), `fd-lab-${name}-`))
    t.after(() => rmSync(folder, { recursive: true }))
    if (name !== 'empty') writeFileSync(join(folder, 'rabbitmq-server'), '')
    return folder
  })
  assert.equal(findRabbit(folders), join(folders[1] ?? '', 'rabbitmq-server'))
  assert.equal(findRabbit(folders.slice(0, 1)), undefined)
})
