import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { replay } from '../src/experiments/replay.ts'
import { countingLedger, memoryContext, memorySystem } from './support/memory-system.ts'

suite('the replay experiment', () => {
  test('finds that a log hands everything out again and a queue nothing', async () => {
    const { ledger, written } = countingLedger()
    const systems = [memorySystem('kafka', true), memorySystem('rabbitmq', false)]
    const { findings, expectations } = await replay.run(memoryContext(systems, ledger))
    assert.deepEqual(
      findings.map(({ values }) => values),
      [{ kafka: 40, rabbitmq: 0 }, { kafka: 40, rabbitmq: 0 }, { rabbitmq: 40 }],
    )
    assert.ok(expectations.every(({ met }) => met))
    assert.ok(written.includes('kafka replay/again payment 40'))
    assert.ok(written.includes('kafka replay/late latecomer 40'))
  })

  test('says so when a queue hands out what was acknowledged', async () => {
    const { ledger } = countingLedger()
    const systems = [memorySystem('kafka', true), memorySystem('rabbitmq', true)]
    const { expectations } = await replay.run(memoryContext(systems, ledger))
    assert.deepEqual(
      expectations.map(({ met }) => met),
      [true, false, true],
    )
  })
})
