import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandLines, isWait, takesValueFor } from '../src/runbooks/command-lines.ts'

const value = "offset=$(./firedrill ask | awk '{ print $6 }')"
const command = './firedrill act --start-offset "$offset"'

test('a value is read as what it asks, and stands by its name where it is used', () => {
  assert.deepEqual(commandLines(`${value}\n${command}`), [
    "./firedrill ask | awk '{ print $6 }'",
    './firedrill act --start-offset offset',
  ])
})

test('a wait is read as what it repeats', () => {
  const wait = 'until ./firedrill ask | grep Isr; do sleep 5; done'
  assert.deepEqual(commandLines(wait), ['./firedrill ask | grep Isr'])
  assert.deepEqual([isWait(wait), isWait(command)], [true, false])
})

test('a line takes a value for a command only if that uses it', () => {
  assert.ok(takesValueFor(command, value))
  assert.ok(!takesValueFor('./firedrill act', value))
  assert.ok(!takesValueFor(command, './firedrill ask'))
})
