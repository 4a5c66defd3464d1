import assert from 'node:assert/strict'
import type { ProcessController, ProcessState } from '../../src/processes/controller.ts'
import { until } from '../support/service.ts'

/** What both controllers must do, tried on a process that may be stopped and killed. */
export async function checkProcessContract(
  controller: ProcessController,
  name: string,
): Promise<void> {
  const reach = (state: ProcessState) =>
    until(`${name} is ${state}`, async () => {
      const view = await controller.get(name)
      return view.state === state ? view : undefined
    })

  await controller.start(name)
  const first = await reach('running')

  for (const _ of ['once', 'again']) await controller.pause(name)
  await reach('paused')
  for (const _ of ['once', 'again']) await controller.resume(name)
  assert.equal((await reach('running')).startedAt, first.startedAt, 'it lived on')

  for (const end of ['stop', 'kill'] as const) {
    for (const _ of ['once', 'again']) await controller[end](name)
    await reach('stopped')
    for (const _ of ['once', 'again']) await controller.start(name)
    assert.notEqual((await reach('running')).startedAt, first.startedAt)
  }

  await controller.pause(name)
  await controller.stop(name)
  await reach('stopped')
  await controller.start(name)
  await reach('running')

  for (const outside of ['chaos', 'prometheus', 'socket-proxy', '../x', '']) {
    await assert.rejects(controller.stop(outside), { code: 'UNKNOWN_PROCESS' }, outside)
  }
}
