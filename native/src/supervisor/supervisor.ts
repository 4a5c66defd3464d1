import type { ChildProcess } from 'node:child_process'
import type { ProcessSpec } from '../stack/process-spec.ts'
import { defaultRestartPolicy, type RestartPolicy } from './backoff.ts'
import { ManagedProcess } from './managed-process.ts'
import type { ProcessView } from './process-view.ts'

/** All processes of a stack. */
export interface Supervisor {
  list: () => ProcessView[]
  find: (name: string) => ManagedProcess | undefined
  startAll: () => Promise<void>
  /** The end has begun: nothing may be started any more. */
  isClosing: () => boolean
  /** Stage by stage, so that nobody loses what it depends on while it says goodbye. */
  stopAll: () => Promise<void>
}

interface Options {
  stack: ProcessSpec[]
  launch: (spec: ProcessSpec) => ChildProcess
  log: (message: string) => void
  policy?: RestartPolicy
}

export function createSupervisor(options: Options): Supervisor {
  const { launch, log, policy = defaultRestartPolicy } = options
  const processes = options.stack.map(spec => new ManagedProcess({ spec, policy, launch, log }))

  let closing = false

  return {
    list: () => processes.map(one => one.view()),
    find: name => processes.find(one => one.spec.name === name),
    startAll: async () => {
      await Promise.all(processes.map(one => one.start()))
    },
    isClosing: () => closing,
    stopAll: async () => {
      closing = true
      const stages = [...new Set(processes.map(one => one.spec.stopStage))].sort((a, b) => a - b)
      for (const stage of stages) {
        const members = processes.filter(one => one.spec.stopStage === stage)
        await Promise.all(members.map(one => one.stop()))
      }
    },
  }
}
