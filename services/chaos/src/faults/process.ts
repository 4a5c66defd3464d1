import { Type } from 'typebox'
import { ensureRunning } from '../processes/controller.ts'
import { defineFault } from './fault.ts'

/** Stops, kills, pauses, starts, resumes or restarts one process. */
export const processControl = defineFault({
  id: 'process',
  params: Type.Object({
    process: Type.String(),
    action: Type.Union([
      Type.Literal('stop'),
      Type.Literal('kill'),
      Type.Literal('pause'),
      Type.Literal('start'),
      Type.Literal('resume'),
      Type.Literal('restart'),
    ]),
  }),
  claims: ({ process }) => [`process:${process}`],
  describe: ({ process, action }) => `${action} ${process}`,
  async prepare({ processes }, { process }) {
    const { state } = await processes.get(process)
    return { process, before: state }
  },
  async apply({ processes }, { process, action }) {
    if (action !== 'restart') return processes[action](process)
    await processes.stop(process)
    await processes.start(process)
  },
  async revert({ processes }, { process, before }) {
    if (before === 'stopped') await processes.stop(process)
    else if (before === 'paused') await processes.pause(process)
    else await ensureRunning(processes, process)
  },
})
