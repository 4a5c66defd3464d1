import { readFileSync } from 'node:fs'
import type { KafkaConfig } from '../config.ts'
import { commonErrors, type FieldError, OperationalError } from '../errors.ts'

/** Contents of the PEM files, as Node's TLS takes them; empty: the system's authorities. */
export interface TlsMaterial {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
}

/** A login, with the mechanism's name as the protocol has it. */
export interface SaslLogin {
  readonly mechanism: (typeof mechanisms)[keyof typeof mechanisms]
  readonly username: string
  readonly password: string
}

/** How a client proves to the brokers who it is, and they to it; absent is not used. */
export interface KafkaSecurity {
  readonly tls?: TlsMaterial
  readonly sasl?: SaslLogin
}

const mechanisms = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const

const files = {
  ca: 'KAFKA_SSL_CA_FILE',
  cert: 'KAFKA_SSL_CERT_FILE',
  key: 'KAFKA_SSL_KEY_FILE',
} as const

/**
 * Reads TLS and SASL from the environment, whichever client library takes them.
 * @throws OperationalError INVALID_CONFIG that names every variable that is missing, alone or
 *   unreadable: each would else show as a refused connection much later
 */
export function kafkaSecurity(config: KafkaConfig): KafkaSecurity {
  const wrong = [...wrongTls(config), ...wrongSasl(config)]
  const tls = config.KAFKA_SSL ? readTls(config, wrong) : undefined
  if (wrong.length > 0) {
    const detail = wrong.map(({ field, message }) => `${field} ${message}`).join('; ')
    throw new OperationalError(commonErrors.invalidConfig, detail, { fields: wrong })
  }
  const sasl = loginOf(config)
  return { ...(tls && { tls }), ...(sasl && { sasl }) }
}

function wrongTls(config: KafkaConfig): FieldError[] {
  const wrong: FieldError[] = []
  if (!config.KAFKA_SSL) {
    const unused = Object.values(files).filter(name => config[name] !== undefined)
    wrong.push(...unused.map(field => ({ field, message: 'has no effect without KAFKA_SSL=true' })))
  }
  const { cert, key } = files
  for (const [field, other] of [
    [cert, key],
    [key, cert],
  ] as const) {
    if (config[field] === undefined && config[other] !== undefined) {
      wrong.push({ field, message: `is required with ${other}` })
    }
  }
  return wrong
}

function wrongSasl(config: KafkaConfig): FieldError[] {
  const names = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const
  if (config.KAFKA_SASL_MECHANISM !== undefined) {
    const missing = names.filter(name => config[name] === undefined)
    return missing.map(field => ({ field, message: 'is required with KAFKA_SASL_MECHANISM' }))
  }
  const unused = names.filter(name => config[name] !== undefined)
  return unused.map(field => ({ field, message: 'has no effect without KAFKA_SASL_MECHANISM' }))
}

function readTls(config: KafkaConfig, wrong: FieldError[]): TlsMaterial {
  const material: Record<string, string> = {}
  for (const [part, field] of Object.entries(files)) {
    const file = config[field]
    if (file === undefined) continue
    try {
      material[part] = readFileSync(file, 'utf8')
    } catch (error) {
      wrong.push({ field, message: `cannot be read: ${(error as Error).message}` })
    }
  }
  const passphrase = config.KAFKA_SSL_KEY_PASSWORD
  return passphrase === undefined ? material : { ...material, passphrase }
}

function loginOf(config: KafkaConfig): SaslLogin | undefined {
  if (config.KAFKA_SASL_MECHANISM === undefined) return undefined
  return {
    mechanism: mechanisms[config.KAFKA_SASL_MECHANISM],
    username: config.KAFKA_SASL_USERNAME ?? '',
    password: config.KAFKA_SASL_PASSWORD ?? '',
  }
}
