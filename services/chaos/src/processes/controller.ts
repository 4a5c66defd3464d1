/** `restarting`: it died by itself and will be revived; `failed`: it could not be started. */
export type ProcessState = 'running' | 'paused' | 'stopped' | 'restarting' | 'failed'

export interface ProcessView {
  readonly name: string
  readonly state: ProcessState
  /** ISO time at which the current life began. */
  readonly startedAt?: string
  /** How often it was revived after it ended by itself. */
  readonly restarts: number
}

/**
 * Controls the processes of the stack by name. `stop` and `kill` set the desired state: nobody
 * revives the process before `start`. Every act is idempotent and returns when it is done.
 * @throws OperationalError UNKNOWN_PROCESS for a name outside the stack, PROCESS_CONTROL when the
 * other side refuses, UNREACHABLE when it does not answer
 */
export interface ProcessController {
  list(): Promise<ProcessView[]>
  get(name: string): Promise<ProcessView>
  start(name: string): Promise<void>
  stop(name: string): Promise<void>
  kill(name: string): Promise<void>
  pause(name: string): Promise<void>
  resume(name: string): Promise<void>
  /** Continues whatever somebody else may have frozen where that cannot be seen. */
  resumeUnseen(): Promise<void>
}

/** Brings a process to life from any state. */
export async function ensureRunning(processes: ProcessController, name: string): Promise<void> {
  const { state } = await processes.get(name)
  if (state === 'paused') await processes.resume(name)
  else if (state === 'stopped' || state === 'failed') await processes.start(name)
}
