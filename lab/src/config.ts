import { join } from 'node:path'
import { type KafkaConfig, kafkaEnvironment, parseEnvironment } from '@firedrill/service-kit/config'
import { type TInteger, Type } from 'typebox'

const port = (value: number): TInteger =>
  Type.Integer({ default: value, minimum: 1, maximum: 65_535 })

const { KAFKA_BROKERS: brokers, ...kafkaSecurity } = kafkaEnvironment

const environment = {
  ...kafkaSecurity,
  // Servers that are there; the lab starts those that are not given.
  KAFKA_BROKERS: Type.Optional(brokers),
  RABBITMQ_URL: Type.Optional(Type.String({ pattern: '^amqps?://' })),
  LEDGER_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  CLUSTER_NAME: Type.String({ default: 'firedrill', minLength: 1 }),
  HTTP_HOST: Type.String({ default: '127.0.0.1' }),
  LAB_PORT: port(8141),
  LAB_KAFKA_PORT: port(18092),
  LAB_KAFKA_CONTROLLER_PORT: port(18093),
  LAB_POSTGRES_PORT: port(18432),
  RABBITMQ_PORT: port(18672),
  RABBITMQ_METRICS_PORT: port(18692),
  RABBITMQ_DIST_PORT: port(18673),
  RABBITMQ_EPMD_PORT: port(18674),
  // Where a running Prometheus looks for the lab, and under which addresses it reaches it.
  LAB_TARGETS_FILE: Type.Optional(Type.String()),
  LAB_ADDRESS: Type.Optional(Type.String()),
  RABBITMQ_METRICS_ADDRESS: Type.Optional(Type.String()),
  FIREDRILL_STATE_DIR: Type.Optional(Type.String()),
  KAFKA_LIBS: Type.Optional(Type.String()),
  PATH: Type.String({ default: '/usr/local/bin:/usr/bin:/bin' }),
}

export type LabEnvironment = ReturnType<typeof parseEnvironment<typeof environment>>

/** What the lab knows of its surroundings. */
export interface LabConfig {
  /** The project's root folder. */
  readonly root: string
  /** Where the servers of the lab keep their data. */
  readonly folder: string
  readonly kafkaLibs: string
  /** Undefined: the lab starts a broker. */
  readonly kafka: KafkaConfig | undefined
  readonly env: LabEnvironment
}

/** @throws OperationalError INVALID_CONFIG that names every wrong variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): LabConfig {
  const parsed = parseEnvironment(environment, env)
  const root = join(import.meta.dirname, '..', '..')
  const state = parsed.FIREDRILL_STATE_DIR ?? join(root, '.firedrill')
  const { KAFKA_BROKERS } = parsed
  return {
    root,
    folder: join(state, 'lab'),
    kafkaLibs: parsed.KAFKA_LIBS ?? join(state, 'kafka', 'libs'),
    kafka: KAFKA_BROKERS === undefined ? undefined : { ...parsed, KAFKA_BROKERS },
    env: parsed,
  }
}

/** Names of the servers that the environment does not name. */
export function missingServers({ kafka, env }: LabConfig): string[] {
  return [
    ...(kafka === undefined ? ['Kafka'] : []),
    ...(env.RABBITMQ_URL === undefined ? ['RabbitMQ'] : []),
    ...(env.LEDGER_URL === undefined ? ['PostgreSQL'] : []),
  ]
}
