import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scenarios } from '../../src/scenarios/index.ts'

for (const { id, expect } of scenarios) {
  test(`${id} names no alert both as one that must fire and as one that may`, () => {
    const must = expect.fires.map(({ alert }) => alert)
    const may = expect.mayFire.map(({ alert }) => alert)
    assert.deepEqual(
      may.filter(alert => must.includes(alert)),
      [],
    )
  })
}
