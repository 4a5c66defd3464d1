import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStays } from '../src/group/stays.ts'

test('a stay that begins ends the one before, which may commit nothing any more', () => {
  const stays = createStays()
  const first = stays.current()
  stays.begin()
  assert.ok(first.lost.aborted)
  assert.ok(!stays.current().soon.aborted)
})

test('a member that is stopping begins no stay that goes on', () => {
  const stays = createStays()
  stays.endSoon()
  assert.ok(stays.areEnding())
  assert.ok(stays.current().soon.aborted)
  assert.ok(!stays.current().lost.aborted, 'what is in hand may still be committed')
  stays.begin()
  assert.ok(stays.current().soon.aborted)
})
