import { type Static, type TObject, type TProperties, Type } from 'typebox'
import { Value } from 'typebox/value'
import { commonErrors, OperationalError } from './errors.ts'
import { check } from './validation.ts'

/** Environment that every service reads; a service spreads it into its own schema. */
export const commonEnvironment = {
  SERVICE_NAME: Type.String({ minLength: 1 }),
  CLUSTER_NAME: Type.String({ default: 'firedrill', minLength: 1 }),
  HTTP_HOST: Type.String({ default: '127.0.0.1' }),
  HTTP_PORT: Type.Integer({ minimum: 0, maximum: 65_535 }),
  DATA_DIR: Type.String({ minLength: 1 }),
  LOG_LEVEL: Type.Union(
    (['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const).map(level =>
      Type.Literal(level),
    ),
    { default: 'info' },
  ),
}

/** How to reach Kafka; the same keys for every service and for a cluster of your own. */
export const kafkaEnvironment = {
  KAFKA_BROKERS: Type.String({ pattern: '^[^,:]+:\\d+(,[^,:]+:\\d+)*$' }),
  KAFKA_SSL: Type.Boolean({ default: false }),
  KAFKA_SSL_CA_FILE: Type.Optional(Type.String()),
  // A client certificate, where the brokers ask for one.
  KAFKA_SSL_CERT_FILE: Type.Optional(Type.String()),
  KAFKA_SSL_KEY_FILE: Type.Optional(Type.String()),
  KAFKA_SSL_KEY_PASSWORD: Type.Optional(Type.String()),
  KAFKA_SASL_MECHANISM: Type.Optional(
    Type.Union([
      Type.Literal('plain'),
      Type.Literal('scram-sha-256'),
      Type.Literal('scram-sha-512'),
    ]),
  ),
  KAFKA_SASL_USERNAME: Type.Optional(Type.String()),
  KAFKA_SASL_PASSWORD: Type.Optional(Type.String()),
}

/** Where the ledger is. */
export const ledgerEnvironment = {
  LEDGER_URL: Type.String({ pattern: '^postgres(ql)?://' }),
}

export type CommonConfig = Static<TObject<typeof commonEnvironment>>
export type KafkaConfig = Static<TObject<typeof kafkaEnvironment>>
export type LedgerConfig = Static<TObject<typeof ledgerEnvironment>>

/**
 * Reads a typed configuration from an environment: strings become numbers and booleans,
 * an empty string counts as unset, defaults fill the rest.
 * @throws OperationalError INVALID_CONFIG that names every wrong variable at once
 */
export function parseEnvironment<P extends TProperties>(
  properties: P,
  env: NodeJS.ProcessEnv,
): Static<TObject<P>> {
  const schema = Type.Object(properties)
  const known = Object.keys(properties).filter(key => env[key] !== undefined && env[key] !== '')
  const given = Object.fromEntries(known.map(key => [key, env[key]]))
  const result = check(schema, Value.Convert(schema, Value.Default(schema, given)))
  if (result.ok) return result.value
  const detail = result.fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  throw new OperationalError(commonErrors.invalidConfig, detail, { fields: result.fields })
}
