import {
  commonEnvironment,
  kafkaEnvironment,
  ledgerEnvironment,
  parseEnvironment,
} from '@firedrill/service-kit/config'
import { type Static, Type } from 'typebox'

const properties = {
  ...commonEnvironment,
  ...kafkaEnvironment,
  ...ledgerEnvironment,
  /** Put before every topic's name, to run a second producer beside the stack's. */
  TOPIC_PREFIX: Type.String({ default: '', pattern: '^[a-zA-Z0-9._-]*$' }),
}

const schema = Type.Object(properties)

export type Config = Static<typeof schema>

/**
 * Reads the environment of the producer.
 * @throws OperationalError INVALID_CONFIG that names every wrong variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return parseEnvironment(properties, env)
}
