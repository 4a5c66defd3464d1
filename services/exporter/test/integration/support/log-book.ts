import { type Logger, pino } from 'pino'

/** A logger that keeps the messages of its warnings. */
export function createLogBook(): { logger: Logger; warnings(): string[] } {
  const lines: string[] = []
  const logger = pino({ level: 'warn' }, { write: line => void lines.push(line) })
  return { logger, warnings: () => lines.map(line => String(JSON.parse(line).msg)) }
}
