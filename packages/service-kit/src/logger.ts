import { type Logger, pino } from 'pino'

export type { Logger }

/** Makes the logger of one service: JSON lines, or readable ones on a terminal. */
export function createLogger(options: { name: string; level: string; pretty?: boolean }): Logger {
  const { name, level, pretty = process.stdout.isTTY === true } = options
  const base = { name, level, base: { service: name }, timestamp: pino.stdTimeFunctions.isoTime }
  if (!pretty) return pino(base)
  return pino({ ...base, transport: { target: 'pino-pretty', options: { singleLine: true } } })
}
