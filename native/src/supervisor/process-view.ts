/** What the control socket tells about a process. */
export interface ProcessView {
  name: string
  state: 'running' | 'paused' | 'stopped' | 'restarting' | 'failed'
  desired: 'running' | 'stopped'
  pid?: number
  /** ISO time of the current life's begin. */
  startedAt?: string
  /** How often it was revived after ending by itself. */
  restarts: number
  /** How the last life ended. */
  lastExit?: { code: number | null; signal: string | null; at: string }
}
