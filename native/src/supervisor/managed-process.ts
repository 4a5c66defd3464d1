import type { ChildProcess } from 'node:child_process'
import { poll } from '../polling.ts'
import { processState } from '../procfs.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'
import { createBackoff, type RestartPolicy } from './backoff.ts'
import type { ProcessView } from './process-view.ts'

interface Life {
  child: ChildProcess
  pid: number
  startedAt: Date
  /** It was told to end: whatever happens now is no accident. */
  onPurpose: boolean
  ended: Promise<void>
}

interface Dependencies {
  spec: ProcessSpec
  policy: RestartPolicy
  /** Starts the program; the child leads a process group of its own. */
  launch: (spec: ProcessSpec) => ChildProcess
  log: (message: string) => void
}

/** One process and the will that it should run, or should not. */
export class ManagedProcess {
  readonly spec: ProcessSpec
  readonly #dependencies: Dependencies
  readonly #backoff: ReturnType<typeof createBackoff>
  #desired: ProcessView['desired'] = 'stopped'
  #life: Life | undefined
  #launchError: Error | undefined
  #revival: NodeJS.Timeout | undefined
  #restarts = 0
  #lastExit: ProcessView['lastExit']

  constructor(dependencies: Dependencies) {
    this.spec = dependencies.spec
    this.#dependencies = dependencies
    this.#backoff = createBackoff(dependencies.policy)
  }

  view(): ProcessView {
    const { name } = this.spec
    const base = { name, desired: this.#desired, restarts: this.#restarts, state: this.#state() }
    return {
      ...base,
      ...(this.#life && { pid: this.#life.pid, startedAt: this.#life.startedAt.toISOString() }),
      ...(this.#lastExit && { lastExit: this.#lastExit }),
    }
  }

  /** Wants it running. A stop under way is waited for. */
  async start(): Promise<void> {
    this.#desired = 'running'
    if (this.#life?.onPurpose) await this.#life.ended
    if (this.#desired !== 'running' || this.#life) return
    this.#backoff.reset()
    this.#launch()
  }

  /** Asks it to end, insists after the grace, and returns when it is gone. */
  async stop(): Promise<void> {
    const life = this.#leave()
    if (!life) return
    signal(life.pid, this.spec.stopSignal)
    // A frozen process would not hear the request.
    signal(-life.pid, 'SIGCONT')
    const insist = setTimeout(() => signal(-life.pid, 'SIGKILL'), this.spec.stopGraceSeconds * 1000)
    await life.ended
    clearTimeout(insist)
  }

  /** Ends it without asking, and returns when it is gone. */
  async kill(): Promise<void> {
    const life = this.#leave()
    if (!life) return
    signal(-life.pid, 'SIGKILL')
    await life.ended
  }

  /** Freezes it; the kernel needs a moment, so the state is waited for. */
  async pause(): Promise<void> {
    await this.#signalUntil('SIGSTOP', 'paused')
  }

  async resume(): Promise<void> {
    await this.#signalUntil('SIGCONT', 'running')
  }

  #state(): ProcessView['state'] {
    if (this.#life) return processState(this.#life.pid) === 'T' ? 'paused' : 'running'
    if (this.#desired === 'stopped') return 'stopped'
    return this.#launchError ? 'failed' : 'restarting'
  }

  #leave(): Life | undefined {
    this.#desired = 'stopped'
    if (this.#life) this.#life.onPurpose = true
    clearTimeout(this.#revival)
    return this.#life
  }

  async #signalUntil(name: NodeJS.Signals, state: ProcessView['state']): Promise<void> {
    if (!this.#life) return
    signal(-this.#life.pid, name)
    await poll(() => !this.#life || this.#state() === state, { seconds: 2, everyMs: 10 })
  }

  #launch(): void {
    const { launch, spec, log } = this.#dependencies
    clearTimeout(this.#revival)
    const child = launch(spec)
    const startedAt = new Date()
    this.#launchError = undefined
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    child.once('error', error => {
      this.#launchError = error
      log(`${spec.name}: cannot be started: ${error.message}`)
    })
    if (child.pid === undefined) return
    log(`${spec.name}: started, pid ${child.pid}`)
    const life: Life = { child, pid: child.pid, startedAt, onPurpose: false, ended }
    this.#life = life
    child.once('exit', (code, exitSignal) => {
      this.#exited(life, { code, signal: exitSignal, at: new Date().toISOString() })
      resolve()
    })
  }

  #exited(life: Life, exit: NonNullable<ProcessView['lastExit']>): void {
    const { spec, log } = this.#dependencies
    this.#lastExit = exit
    this.#life = undefined
    // What it started itself must not live on.
    signal(-life.pid, 'SIGKILL')
    const how = exit.signal ?? `code ${exit.code}`
    log(`${spec.name}: ended, ${how}${life.onPurpose ? '' : ', by itself'}`)
    if (life.onPurpose) return
    const livedMs = Date.now() - life.startedAt.getTime()
    this.#revival = setTimeout(() => {
      this.#restarts += 1
      this.#launch()
    }, this.#backoff.delayAfter(livedMs))
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended in the meantime.
  }
}
