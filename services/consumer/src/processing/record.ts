/** One Kafka record as a handler sees it; `offset` is a decimal string, as kafkajs gives it. */
export interface IncomingRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly key: Buffer | null
  readonly value: Buffer | null
  /** The value as JSON, where it was parsed before its turn. */
  readonly parsed?: unknown
  readonly headers: Readonly<Record<string, HeaderValue>>
}

type HeaderValue = Buffer | string | (Buffer | string)[] | undefined
