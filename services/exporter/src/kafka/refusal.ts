/**
 * A broker that was reached and does not let the exporter in. The message names the settings to
 * look at, which the error of the network or of the protocol does not.
 */
export class RefusedError extends Error {
  constructor(address: string, reason: string, cause: unknown) {
    super(`${address} ${reason}`, { cause })
    this.name = 'RefusedError'
  }
}

// Codes of Node's TLS and of the protocol, and the words of those that have no code.
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /SASL_AUTHENTICATION_FAILED/,
    'refuses the login: see KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD',
  ],
  [/UNSUPPORTED_SASL_MECHANISM/, 'does not offer this way to log in: see KAFKA_SASL_MECHANISM'],
  [/ILLEGAL_SASL_STATE/, 'expects no login on this port: see KAFKA_SASL_MECHANISM'],
  [
    /UNABLE_TO_|SELF_SIGNED_CERT|CERT_UNTRUSTED/,
    'has a certificate of an authority that is not trusted: see KAFKA_SSL_CA_FILE',
  ],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'has a certificate that is not valid now'],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    'has a certificate for another name: see KAFKA_BROKERS and advertised.listeners',
  ],
  [
    /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|HANDSHAKE_FAILURE/,
    'refuses the client certificate: see KAFKA_SSL_CERT_FILE and KAFKA_SSL_KEY_FILE',
  ],
  [
    /verify the broker supports TLS|WRONG_VERSION/,
    'does not speak TLS on this port: see KAFKA_SSL',
  ],
  [/Broker requires TLS/, 'wants TLS: see KAFKA_SSL'],
  [
    /hung up before the first answer|suitable SASL mechanism.*Connection closed/,
    'hangs up on the first request: see KAFKA_SSL, KAFKA_SSL_CERT_FILE and KAFKA_SASL_MECHANISM',
  ],
]

/** The refusal behind an error of a connection, or undefined when it is none. */
export function refusalBehind(address: string, error: unknown): RefusedError | undefined {
  const text = [...withCauses(error)].join(' ')
  const found = reasons.find(([pattern]) => pattern.test(text))
  return found && new RefusedError(address, found[1], error)
}

/** Code and message of an error, of its causes, and of the items of an answer. */
function* withCauses(error: unknown): Generator<string> {
  if (!(error instanceof Error)) return
  const { code, apiId, errors } = error as { code?: string; apiId?: string; errors?: unknown[] }
  yield `${code} ${apiId} ${error.message}`
  for (const each of errors ?? []) yield* withCauses(each)
  yield* withCauses(error.cause)
}
