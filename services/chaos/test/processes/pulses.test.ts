import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPulses } from '../../src/processes/pulses.ts'
import { until } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('a broker is frozen as often as asked for, and awake in the end', async () => {
  const { context, acts, processes } = createStackDouble()
  const pulses = createPulses(context.processes)
  await pulses.start({ process: 'kafka-1', frozenMs: 2, awakeMs: 1, times: 3, seconds: 10 })
  assert.equal(acts[0], 'pause kafka-1')
  await until(
    'it is over',
    () => acts.filter(act => act === 'resume kafka-1').length >= 4 || undefined,
  )
  assert.equal(acts.filter(act => act === 'pause kafka-1').length, 3)
  assert.equal(processes['kafka-1'], 'running')
})

test('a pulse ends when its time is over or when it is stopped', async () => {
  const { context, processes, acts } = createStackDouble()
  const pulses = createPulses(context.processes)
  await pulses.start({ process: 'kafka-1', frozenMs: 60_000, awakeMs: 1, seconds: 0.01 })
  await until('time wakes it', () => processes['kafka-1'] === 'running' || undefined)
  await pulses.start({ process: 'kafka-2', frozenMs: 60_000, awakeMs: 1, seconds: 60 })
  assert.equal(processes['kafka-2'], 'paused')
  await pulses.stop('kafka-2')
  assert.equal(processes['kafka-2'], 'running')
  const done = acts.length
  await pulses.stop('kafka-2')
  assert.equal(acts.length, done)
})

test('a broker that cannot be frozen again is woken', async () => {
  const stack = createStackDouble()
  const pulses = createPulses(stack.context.processes)
  let pauses = 0
  stack.beforeChange = act => {
    if (act.startsWith('pause') && ++pauses > 1) throw new Error('gone')
  }
  await pulses.start({ process: 'kafka-1', frozenMs: 1, awakeMs: 1, seconds: 10 })
  await until('it gives up', () => pauses > 1 || undefined)
  await pulses.stop('kafka-1')
  assert.equal(stack.processes['kafka-1'], 'running')
})
