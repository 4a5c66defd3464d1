const codes = {
  BAD_SETTING: 'a setting in .env or the environment has a wrong value',
  PROGRAM_MISSING: 'a program that native mode needs is not installed',
  PORT_TAKEN: 'a port of the stack belongs to another process',
  TOO_LITTLE_ROOM: 'memory or disk does not suffice',
  STARTING: 'another launcher is starting the stack',
  STEP_FAILED: 'a preparation step failed',
  NOT_HEALTHY: 'a process did not become healthy in time',
  NOT_RUNNING: 'the stack does not run',
  UNKNOWN_PROCESS: 'no process of the stack has this name',
  UNKNOWN_TOOL: 'Kafka has no tool of this name',
  REFUSED: 'the chaos service refused a request',
  CONTROL_FAILED: 'the supervisor refused a request',
} as const

export type ErrorCode = keyof typeof codes

/** An expected failure: shown to the user as message and advice, without a stack trace. */
export class LauncherError extends Error {
  readonly code: ErrorCode
  /** What the user can do about it. */
  readonly advice: string | undefined
  /** Lines that prove or explain it: a log's end, a list. */
  readonly details: string | undefined

  /** @param message one line */
  constructor(code: ErrorCode, message: string, advice?: string, details?: string) {
    super(message)
    this.name = 'LauncherError'
    this.code = code
    this.advice = advice
    this.details = details
  }
}
