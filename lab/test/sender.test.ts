import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createSender } from '../src/systems/kafka/sender.ts'

/** A request that is answered by hand. */
function manualRequest() {
  const requests: { items: readonly number[]; answer: PromiseWithResolvers<void> }[] = []
  const request = (items: readonly number[]) => {
    const answer = Promise.withResolvers<void>()
    requests.push({ items, answer })
    return answer.promise
  }
  return { requests, request, sent: () => requests.map(({ items }) => items) }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

suite('the sender of Kafka', () => {
  test('has one request in flight; what comes meanwhile goes together with the next', async () => {
    const { requests, request, sent } = manualRequest()
    const send = createSender(request, 100)
    const first = send([1])
    const later = [send([2, 3]), send([4])]
    await turn()
    assert.deepEqual(sent(), [[1]])
    requests[0]?.answer.resolve()
    await first
    await turn()
    assert.deepEqual(sent(), [[1], [2, 3, 4]])
    requests[1]?.answer.resolve()
    await Promise.all(later)
  })

  test('keeps to the limit of a request, and never divides what one caller hands over', async () => {
    const { requests, request, sent } = manualRequest()
    const send = createSender(request, 3)
    const all = Promise.all([send([1]), send([2, 3]), send([4, 5]), send([6, 7, 8, 9])])
    for (let index = 0; index < 4; index += 1) {
      await turn()
      requests[index]?.answer.resolve()
    }
    await all
    assert.deepEqual(sent(), [[1], [2, 3], [4, 5], [6, 7, 8, 9]])
  })

  test('tells a failure to those whose items were in the request, and goes on', async () => {
    const { requests, request } = manualRequest()
    const send = createSender(request, 100)
    const first = send([1])
    const second = send([2])
    requests[0]?.answer.reject(new Error('no leader'))
    await assert.rejects(first, /no leader/)
    await turn()
    requests[1]?.answer.resolve()
    await second
  })
})
