import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedTopics, parseTopics } from '../src/kill/topics.ts'

const before = parseTopics('__consumer_offsets\naudit\norders\n')

test("topics that Kafka makes by itself are nobody's residue", () => {
  const after = parseTopics('__consumer_offsets\n__transaction_state\naudit\norders\n')
  assert.deepEqual(changedTopics(before, after), [])
})

test('a topic that stays behind, or is gone, is a problem', () => {
  const after = parseTopics('__consumer_offsets\ndrill-orders\norders\n')
  assert.deepEqual(changedTopics(before, after), [
    'left behind: the topic drill-orders',
    'the topic audit is gone',
  ])
})
