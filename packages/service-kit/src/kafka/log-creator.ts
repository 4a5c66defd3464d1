import kafkajs, { type logCreator } from 'kafkajs'
import type { Logger } from '../logger.ts'

/** Sends the log lines of kafkajs to pino, with their fields. */
export function kafkaLogCreator(logger: Logger): logCreator {
  const { logLevel } = kafkajs
  const child = logger.child({ component: 'kafkajs' })
  return () =>
    ({ level, namespace, log }) => {
      const { message, timestamp: _, logger: __, ...fields } = log
      const line = { namespace, ...fields }
      if (level === logLevel.ERROR) child.error(line, message)
      else if (level === logLevel.WARN) child.warn(line, message)
      else if (level === logLevel.INFO) child.debug(line, message)
      else child.trace(line, message)
    }
}
