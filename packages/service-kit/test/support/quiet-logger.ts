import { createLogger, type Logger } from '@firedrill/service-kit/logger'

/** A logger that says nothing. */
export function quietLogger(): Logger {
  return createLogger({ name: 'test', level: 'silent', pretty: false })
}
