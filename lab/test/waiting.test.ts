import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { until, within } from '../src/waiting.ts'

suite('waiting', () => {
  test('ends as soon as the answer is yes', async () => {
    let asked = 0
    await until('the third time', () => ++asked === 3, 5000)
    assert.equal(asked, 3)
  })

  test('says what did not come, and within which time', async () => {
    const late = { code: 'LATE', message: /a miracle, within 0.03 s/ }
    await assert.rejects(
      until('a miracle', () => false, 30),
      late,
    )
    const never = Promise.withResolvers<void>().promise
    await assert.rejects(within('a miracle', never, 30), late)
  })

  test('for work hands on what the work says', async () => {
    assert.equal(await within('work', Promise.resolve(7), 5000), 7)
    const failing = Promise.reject(new Error('refused'))
    await assert.rejects(within('work', failing, 5000), /refused/)
  })
})
