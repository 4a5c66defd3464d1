import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createNativeController } from '../../src/processes/native.ts'
import { startMiniStack } from '../support/mini-stack.ts'
import { makeFolder } from '../support/stack-double.ts'
import { checkProcessContract } from './contract.ts'

const sleeper = ['-e', 'setInterval(() => {}, 1000)']

test("the launcher's socket keeps the contract of a process controller", async t => {
  const { socket, supervisor } = await startMiniStack(t, makeFolder(), [
    { name: 'kafka-3', args: sleeper },
    { name: 'prometheus', args: sleeper },
  ])
  const controller = createNativeController(socket)
  await checkProcessContract(controller, 'kafka-3')
  assert.deepEqual(
    (await controller.list()).map(({ name }) => name),
    ['kafka-3'],
    'what observes the stack is not listed',
  )
  assert.equal(supervisor.find('prometheus')?.view().state, 'running')
})

test('a socket that is not there is named', async () => {
  const controller = createNativeController('/nowhere/control.sock')
  await assert.rejects(controller.get('kafka-1'), /\/nowhere\/control\.sock \(ENOENT\)/)
})
