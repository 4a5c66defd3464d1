import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createBulkWriter } from '../src/ledger/bulk-writer.ts'

suite('the bulk writer', () => {
  test('writes what gathered in a pause with one write, in order', async () => {
    const writes: number[][] = []
    const writer = createBulkWriter<number>(async rows => void writes.push([...rows]))
    writer.add([1])
    writer.add([2, 3])
    await writer.flush()
    assert.deepEqual(writes, [[1, 2, 3]])
  })

  test('has one write under way at a time and loses no row that comes meanwhile', async () => {
    const written: number[] = []
    let underWay = 0
    const writer = createBulkWriter<number>(async rows => {
      underWay += 1
      assert.equal(underWay, 1)
      if (written.length === 0) writer.add([2])
      await Promise.resolve()
      written.push(...rows)
      underWay -= 1
    })
    writer.add([1])
    await writer.flush()
    assert.deepEqual(written, [1, 2])
  })

  test('splits a large backlog', async () => {
    const sizes: number[] = []
    const writer = createBulkWriter<number>(async rows => void sizes.push(rows.length))
    writer.add(Array.from({ length: 12_000 }, (_, index) => index))
    await writer.flush()
    assert.deepEqual(sizes, [5000, 5000, 2000])
  })

  test('tells who flushes that writing was given up', async () => {
    const writer = createBulkWriter<number>(() => Promise.reject(new Error('given up')))
    writer.add([1])
    await assert.rejects(writer.flush(), /given up/)
  })

  test('can be used again after a flush', async () => {
    const written: number[] = []
    const writer = createBulkWriter<number>(async rows => void written.push(...rows))
    for (const row of [1, 2]) {
      writer.add([row])
      await writer.flush()
    }
    assert.deepEqual(written, [1, 2])
  })
})
