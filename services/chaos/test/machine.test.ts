import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMachine } from '../src/machine.ts'

test('a machine with room to spare is short of nothing', async () => {
  assert.equal(await createMachine(import.meta.dirname).shortage(), undefined)
})

test('a disk that cannot be looked at is an error, and not room', async () => {
  await assert.rejects(createMachine('/no/such/folder').shortage(), /ENOENT/)
})
