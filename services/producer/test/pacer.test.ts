import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { eventually } from '../../../packages/service-kit/test/support/eventually.ts'
import { startPacer } from '../src/load/pacer.ts'

suite('the pacer', () => {
  test('keeps the rate whatever the ticks are', async () => {
    let count = 0
    const startedMs = performance.now()
    const pacer = startPacer(
      () => 3000,
      due => {
        count += due
      },
    )
    await eventually('a thousand', () => count >= 1000)
    const seconds = (performance.now() - startedMs) / 1000
    pacer.stop()
    assert.ok(count <= seconds * 3000, `${count} in ${seconds} s`)
  })

  test('makes up for a pause of the process', async () => {
    const dues: number[] = []
    const pacer = startPacer(
      () => 1000,
      due => dues.push(due),
    )
    await eventually('a first tick', () => dues.length > 0)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    await eventually('what was due', () => dues.some(due => due >= 300))
    pacer.stop()
  })

  test('adds fractions up, so that slow rates are kept too', async () => {
    let count = 0
    const pacer = startPacer(
      () => 4,
      due => {
        count += due
      },
    )
    const startedMs = performance.now()
    await eventually('two', () => count === 2)
    pacer.stop()
    assert.ok(performance.now() - startedMs >= 490)
  })

  test('owes nothing from the time when the rate was 0', async () => {
    let rate = 0
    let ticksAtZero = 0
    let lastAtZeroMs = performance.now()
    let first: { due: number; sinceZeroMs: number } | undefined
    const pacer = startPacer(
      () => {
        if (rate === 0) {
          ticksAtZero += 1
          lastAtZeroMs = performance.now()
        }
        return rate
      },
      due => {
        first ??= { due, sinceZeroMs: performance.now() - lastAtZeroMs }
      },
    )
    await eventually('three ticks at rate 0', () => ticksAtZero >= 3)
    rate = 100
    await eventually('a tick', () => first !== undefined)
    pacer.stop()
    // A tick that comes late on a busy machine owes what is due since the last one at 0, no more.
    assert.ok(first !== undefined && first.due <= first.sinceZeroMs / 10 + 1, JSON.stringify(first))
  })
})
