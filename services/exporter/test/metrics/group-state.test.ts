import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupStateRows, groupStates } from '../../src/metrics/group-state.ts'

for (const state of groupStates) {
  test(`a group that is ${state} has 1 there and 0 in the six other states`, () => {
    const rows = groupStateRows({ id: 'g', state })
    assert.equal(rows.length, 7)
    assert.deepEqual(
      rows.filter(({ value }) => value === 1).map(({ labels }) => labels),
      [{ group: 'g', state }],
    )
  })
}

test('a state outside the list shows as 0 everywhere', () => {
  assert.ok(groupStateRows({ id: 'g', state: 'NotReady' }).every(({ value }) => value === 0))
})
