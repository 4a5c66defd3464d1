import {
  commonEnvironment,
  kafkaEnvironment,
  ledgerEnvironment,
  parseEnvironment,
} from '@firedrill/service-kit/config'
import { type Static, type TObject, Type } from 'typebox'
import { type HandlerName, handlerNames } from './handlers/handler.ts'

const environment = {
  ...commonEnvironment,
  ...kafkaEnvironment,
  ...ledgerEnvironment,
  /** Default of the setting `groupId`; empty for a spare. */
  GROUP_ID: Type.String({ default: '' }),
  HANDLER: Type.Unsafe<HandlerName>(Type.Union(handlerNames.map(name => Type.Literal(name)))),
  /** Default of the setting `topics`: names with commas between them. */
  TOPICS: Type.String({ default: '' }),
  DEAD_LETTER_TOPIC: Type.String({ default: 'orders.dlq', minLength: 1 }),
}

export type ConsumerConfig = Static<TObject<typeof environment>>

/** Reads the consumer's environment. @throws OperationalError that names every wrong variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ConsumerConfig {
  return parseEnvironment(environment, env)
}

/** The topics of a comma list, without blanks. */
export function splitTopics(list: string): string[] {
  return list
    .split(',')
    .map(topic => topic.trim())
    .filter(topic => topic !== '')
}
